import type { Stream } from '../types.ts';

const fr = { lang: 'fr', voice: 'machine' } as const;
const en = { lang: 'en', voice: 'machine' } as const;
const written = { lang: 'fr', voice: 'person' } as const;

/** Senders that were never filed before, by the theme their mail belongs to. */
export const newcomers: Readonly<Record<string, readonly Stream[]>> = {
  bills: [
    {
      ...fr,
      from: 'Assurances du Pont <gestion@assurances-du-pont.example>',
      topics: [
        `Avis d'échéance de votre contrat habitation {ref:HA-######}
{civil}

Votre cotisation pour l'année à venir s'élève à {amount:140~320}. Elle sera prélevée le {date}. [Garanties inchangées.|Votre bonus progresse de {n:2~5} %.]

Facture et attestation sont jointes.
@pdf avis-{ref}`,
      ],
    },
    {
      ...written,
      from: 'Plomberie Tessier <contact@plomberie-tessier.example>',
      words: { hi: ['Bonjour Madame,'], bye: ['Bien à vous,'], who: ['Loïc Tessier'] },
      topics: [
        `Facture intervention du {pastshort}
Comme convenu par téléphone, voici la facture n° {ref:###} pour [le remplacement du mitigeur|le débouchage de l'évier|la fuite sous la baignoire] : {amount:85~410} TTC, main-d'œuvre {n:1~3} h comprise.

[Un virement me va très bien.|Vous pouvez régler par chèque.]
@pdf facture-{ref}`,
      ],
    },
  ],
  energy: [
    {
      ...fr,
      from: 'Soleil Partagé <bonjour@soleil-partage.example>',
      topics: [
        `Votre part de production solaire {demonth}
Bonjour Camille,

Le toit de l'école a produit {kwh:####} kWh en {month}. Votre part : {n:8~60} kWh, soit {amount:2~14} déduits de votre prochaine facture d'électricité.

[La coopérative compte maintenant {n1:80~240} membres.|Assemblée le {date:20~50}.]`,
      ],
    },
  ],
  travel: [
    {
      ...en,
      from: 'Harbour Hotel <stay@harbour-hotel.example>',
      topics: [
        `Your booking {ref:HH####} - {n:1~3} night(s) from {date:20~60}
Dear Ms Vasseur,

We look forward to welcoming you. Check-in from {time:14~16}, breakfast until {time2:10~11}. The rate is {amount:90~170} a night, [paid by the conference|payable on arrival].

[The night train stops {n1:300~900} m away.|Ask for a room on the canal side.]`,
      ],
    },
    {
      ...written,
      from: 'Maëlle Caradec <maelle.caradec@courriel.example>',
      words: { hi: ['Hello,', 'Coucou,'], bye: ['Bises,'] },
      topics: [
        `Billets pour {city} : je prends lesquels ?
Le train de {time:6~9} est à {amount:19~70}, celui de {time2:12~17} à {amount2:29~90} mais direct. Départ le {date:20~50}, retour {n:2~5} jours plus tard. [Je réserve ce soir si tu me réponds.|L'option tient jusqu'à {weekday}.]`,
      ],
    },
  ],
  health: [
    {
      ...written,
      from: 'Cabinet de kinésithérapie Arnaud <secretariat@kine-arnaud.example>',
      words: { hi: ['Bonjour Madame Vasseur,'], bye: ['Bien cordialement,'], who: ['Le secrétariat'] },
      topics: [
        `Vos séances [de kinésithérapie|d'épaule] : planning
Voici vos {n:4~10} prochaines séances, à partir du {day} à {time:8~18}. Merci d'apporter l'ordonnance et la carte de mutuelle. [Toute séance non annulée la veille est due ({amount:16~24}).|Le parking est au {n1:2~40} de la rue.]`,
      ],
    },
  ],
  school: [
    {
      ...written,
      from: 'Conservatoire municipal <scolarite@conservatoire-aubin.example>',
      words: { hi: ['Madame, Monsieur,'], bye: ['La scolarité'], who: [''] },
      topics: [
        `Audition de [Zoé|Noé] le {day}
L'audition de la classe de [violoncelle|piano|flûte] aura lieu le {day} à {time:17~19}, salle Mermoz. Votre enfant passera en {n:2~12}e position. Merci d'arriver {n1:20~40} minutes avant et de signaler toute absence à l'enseignante.`,
      ],
    },
  ],
  lumiere: [
    {
      ...written,
      to: 'work',
      from: 'Verrerie Saint-Maur <devis@verrerie-saint-maur.example>',
      words: { hi: ['Bonjour Madame Vasseur,'], bye: ['Bien à vous,'], who: ['Hugues Perrot'] },
      topics: [
        `Vitrines du Musée des Ombres : échantillons de verre
Suite à votre appel, nous vous envoyons {n:2~5} échantillons de verre antireflet ({n1:4~10} mm) pour les vitrines des salles {n2:2~4} et {n3:5~9}. Délai de fabrication : {n4:4~9} semaines, prix indicatif {amount:310~890} le m².

[Je peux passer sur le chantier le {day}.|Dites-moi si le plan de lumière impose un traitement particulier.]`,
      ],
    },
  ],
  client: [
    {
      lang: 'en',
      voice: 'person',
      to: 'work',
      from: 'Rowan Slate & Stone <office@rowan-slate.example>',
      words: { hi: ['Dear Camille,'], bye: ['Regards,'], who: ['Meg Rowan'] },
      topics: [
        `Slate for the Halden Gardens posts
Nora Whitfield passed me your drawings. We can cut the {n:12~40} posts from one bed so that the colour matches; the price is {amount:1900~8800} delivered to the north gate, around {date:20~40}. [The fixings need {n1:8~16} mm of depth.|May I suggest a riven face?]`,
      ],
    },
  ],
  orders: [
    {
      ...fr,
      from: 'Papeterie Sélune <boutique@papeterie-selune.example>',
      topics: [
        `Merci pour votre commande {ref:PS-####} !
Bonjour Camille,

*2~3 | {product%} | {amount%:4~30} |
| Total | {total} |

Nous glissons toujours un petit mot dans le colis. Départ {delay}, n° de suivi à suivre.`,
      ],
    },
  ],
  kin: [
    {
      ...written,
      from: 'Lucie <lucie.nouvelle.adresse@courriel.example>',
      words: { hi: ['Coucou frangine,', 'Hello sœurette,'], bye: ['Bisous,'] },
      topics: [
        `Ma nouvelle adresse
J'ai enfin quitté mon ancienne boîte, note celle-ci. [Maman est déjà prévenue.|J'ai perdu la moitié de mes contacts au passage.] On se voit toujours le {day} chez Papi ? J'apporte {dish} et {thing}. [Les cousins réclament Zoé.|Noé a-t-il toujours peur du chien ?]`,
      ],
    },
  ],
  security: [
    {
      ...fr,
      from: 'Rail Azur Compte <alerte@rail-azur.example>',
      topics: [
        `Connexion depuis un nouvel appareil
Bonjour Camille,

Votre compte voyageur a été ouvert depuis {device} le {today} à {time:6~23} ({city}). [Si c'était vous, ignorez ce message.|Sinon, changez votre mot de passe.] Référence {ref:SEC####}.`,
      ],
    },
  ],
};

/** Mail that belongs in no folder. */
export const homeless: readonly Stream[] = [
  {
    ...written,
    from: 'Inès Maurel <ines.maurel@universite-des-arts.example>',
    words: { hi: ['Bonjour Madame,'], bye: ['Avec mes remerciements,'] },
    topics: [
      `Demande de stage [de six mois|en signalétique]
Étudiante en {n:3~5}e année de design graphique, je cherche un stage de {n1:3~6} mois à partir de {nextmonth}. Votre travail sur [le parcours tactile|les enseignes émaillées] m'a beaucoup marquée. [Puis-je vous envoyer mon portfolio ?|Mon portfolio est joint.]
@pdf portfolio-ines-maurel`,
    ],
  },
  {
    ...written,
    from: 'Marché aux livres <bouquiniste@marche-aux-livres.example>',
    words: { hi: ['Bonjour Madame,'], bye: ['Votre bouquiniste,'], who: ['Émile'] },
    topics: [
      `Le livre que vous cherchiez
J'ai rentré {moment} un exemplaire de [l'atlas des phares|la grammaire de 19{n:20~60}|la monographie sur les enseignes], couverture un peu passée, {amount:18~75}. Je vous le mets de côté jusqu'au {date:4~10} ?`,
    ],
  },
  {
    ...written,
    from: 'Sylvain Roche <sylvain.roche@annonces.example>',
    words: { hi: ['Bonjour,'], bye: ['Merci,', 'Bonne journée,'] },
    topics: [
      `Votre annonce : [le vélo enfant|la commode|le poêle]
Est-ce toujours disponible ? Je peux passer {weekday} vers {time:9~20} avec {amount:30~140} en liquide. [Est-ce que ça rentre dans une petite voiture ?|Pourriez-vous me donner les dimensions ?] Mon numéro : 06 39 98 {n:10~99} {n1:10~99}.`,
    ],
  },
  {
    lang: 'en',
    voice: 'person',
    from: 'Dr. Anselm Reyes <a.reyes@coastal-college.example>',
    words: { hi: ['Dear Camille Vasseur,'], bye: ['Yours sincerely,'], who: ['Anselm Reyes'] },
    topics: [
      `Permission to reproduce a photograph
I am writing a short book on station clocks ({n:120~260} pages, {n1:300~900} copies). May I reproduce your photograph of the [Porto|Turin|Ghent] clock on page {n2:12~110}? [The press can pay {amount:30~90}.|You would be credited, of course.] I need an answer by {date:10~25}.`,
    ],
  },
  {
    ...fr,
    from: 'Enquête publique <participez@concertation-canal.example>',
    topics: [
      `Votre avis sur l'aménagement du quai des Brumes
Bonjour,

La concertation est ouverte jusqu'au {date:10~40}. {n:200~900} habitants ont déjà répondu. [Piste cyclable, arbres, marché : dites-nous ce qui compte.|Une réunion publique aura lieu le {day} à {time:18~20}.] Participation n° {ref:QB-####}.
=> Donner mon avis`,
    ],
  },
  {
    ...en,
    from: 'Lost Property <found@harbour-ferries.example>',
    topics: [
      `We may have found your [umbrella|scarf|notebook]
Dear passenger,

An item matching your description was handed in on {past} (ticket {ref:LP-#####}). It will be kept until {date:20~40} at desk {n:1~9}. [Postage to France is {amount:9~22}.|Please describe one detail nobody else could know.]`,
    ],
  },
  {
    ...written,
    from: 'Camille Vasseur <camille@vasseur.example>',
    words: { hi: [''], bye: ['-'], who: [''] },
    topics: [
      `[ne pas oublier|liste|idées]
- [appeler le dentiste|rendre les livres] avant {weekday}
- acheter {thing}, {product}
- [idée cadeau Adrien : {product2}|code du cadenas : {n:100~999}]`,
    ],
  },
  {
    ...fr,
    from: 'Sondage Mobilité <etude@panel-mobilite.example>',
    topics: [
      `{n:6~12} minutes pour parler de vos trajets
Bonjour Camille,

Vous avez été tirée au sort parmi {m:### ###} habitants. L'étude {ref:MOB-####} porte sur vos déplacements du {past}. [Un bon de {amount:5~15} sera offert aux {n1:50~200} premiers répondants.|Vos réponses sont anonymes.]
=> Répondre`,
    ],
  },
];
