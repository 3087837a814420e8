import type { Stream } from '../types.ts';

const colleagues = [
  'Nadia Ferrand <nadia.ferrand@atelier-lumen.example>',
  'Jonas Weil <jonas.weil@atelier-lumen.example>',
  'Priscille Aubin <priscille.aubin@atelier-lumen.example>',
  'Malik Traoré <malik.traore@atelier-lumen.example>',
  'Gaëtan Morvan <gaetan.morvan@atelier-lumen.example>',
];
const studio = { sig: ['{full}\nAtelier Lumen, 4 passage des Verriers\n01 99 00 {n:10~99} {n1:10~99}'] };

/** The project Lumière: signs and lighting of a museum. */
export const lumiere: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'person',
    to: 'work',
    people: colleagues,
    words: studio,
    topics: [
      `[Lumière|Projet Lumière|Musée] : [~m|plan de la salle {n:2~9}|maquette des cartels|gabarits du hall] v{v:#}
>>> a
Je viens de déposer [~m|le plan de la salle {n}|la maquette des cartels|les gabarits du hall] en version {v} sur le serveur. [~m|Les vitrines {n1:10~19} à {n2:20~28} ont bougé de {n3:15~80} cm|Le corps de texte passe à {n3:15~32} points, le contraste est bon|Les supports font maintenant {n3:40~80} cm de large], à vérifier avant l'envoi au musée le {day}.

[Il reste un doute sur les sources de lumière côté fenêtre.|Le conservateur voudrait moins de {n4:40~60} lux sur les estampes.]
>>> b
Vu, merci. [De mon côté c'est bon|J'ai trois remarques dans le fichier], surtout [sur l'alignement des titres|sur le repère {n5:3~40}]. [On en parle {weekday} à {time:9~17} ?|Tu peux me redonner les cotes ?]
>>> me
[Bien joué.|C'est beaucoup mieux que la v1.] Je préfère qu'on garde la hauteur de {n6:110~160} cm pour les fauteuils. Je valide dès que [le repère est corrigé|Malik a confirmé les luminaires].
>>> a
C'est corrigé, la nouvelle version est en ligne. J'envoie au musée {weekday2}.`,
      `Devis [~dv|éclairage|gravure|menuiserie|impression] pour Lumière
>>> a
J'ai reçu [trois|deux] devis pour [~dv|l'éclairage des vitrines|la gravure des plaques|les socles|l'impression des panneaux]. Le moins cher est à {amount:2800~17000} HT, mais avec {n:5~10} semaines de délai ; l'autre est à {amount2:3200~21000} et livre le {date:20~50}.

[Qu'est-ce qu'on fait ?|Je penche pour le second.]
@pdf devis-{ref:D####}
>>> me
Le second, [l'inauguration ne bougera pas|on ne peut pas se permettre le retard]. [Essaie de négocier {n1:3~8} %.|Demande s'ils reprennent les chutes.]
>>> a
Obtenu : {n2:2~7} % de remise et la livraison comprise. Je t'envoie le bon de commande à signer.`,
      `Invitation : [revue de conception Lumière|point d'avancement Lumière|visite de chantier]
Je vous propose un point le {day} à {time:9~17}, [30|45|60|90] minutes. À l'ordre du jour : [les salles {n1:2~4} et {n2:5~9}|le parcours tactile|les retours du musée], puis [le planning de pose|la liste des réserves].

[Visio possible.|On se retrouve devant l'entrée des livraisons.]
@ics Point Lumière @ [Salle Verre|Musée des Ombres, accueil|Visioconférence]`,
    ],
  },
  {
    lang: 'fr',
    voice: 'person',
    to: 'work',
    people: [
      'Constance Leroy <c.leroy@musee-des-ombres.example>',
      'Fabrice Nollet <f.nollet@musee-des-ombres.example>',
    ],
    weight: 0.7,
    words: {
      hi: ['Bonjour {to},', 'Bonjour,', 'Chère Camille,'],
      bye: ['Bien cordialement,', 'Bien à vous,', 'À bientôt au musée,'],
      sig: ['{full}\nMusée des Ombres, service des expositions'],
    },
    topics: [
      `Musée des Ombres : compte rendu de la réunion du {pastshort}
>>> a
Voici le compte rendu de la réunion [de chantier|de coordination] n° {n:3~28} :

- éclairage : [les gradateurs arrivent le {date}|essais concluants en salle {n1:2~9}]
- signalétique : [les cartels partent en fabrication|attente de la relecture du texte anglais]
- budget : {amount:4000~38000} engagés, reste {amount2:1200~9000}
- prochaine réunion : {day} à {time:9~16}

[Merci de me signaler tout oubli avant {weekday}.|Les décisions sont en gras dans la pièce jointe.]
@pdf CR-{n}
>>> b
Merci {to}. Point {n2:2~4} : c'est le musée qui relance le fabricant, pas nous. Le reste me va.
>>> me
Bien noté, merci pour la précision. Je mets à jour le planning d'ici ce soir.`,
      `Textes de salle : [version relue|corrections du conservateur|traduction anglaise]
>>> a
Vous trouverez les textes de la salle {n:2~9} avec les corrections [du conservateur|de la traductrice|de l'association des publics malvoyants]. Il y a {n1:3~40} modifications, surtout [sur les dates|sur les noms propres|dans le paragraphe d'introduction].

[Le bon à tirer doit partir le {day}.|Serait-il possible de gagner {n2:2~6} lignes sur le panneau d'entrée ?]
>>> me
Bien reçu, merci. Nous intégrons les corrections d'ici {weekday}. [Le panneau d'entrée tiendra si l'on passe à {n3:22~30} points.|Je vous renvoie une épreuve pour la salle {n}.]
>>> a
Parfait. Je serai joignable {weekday} jusqu'à {time:12~18} pour la validation.`,
      `[Badge d'accès|Horaires du chantier|Livraison des socles] : semaine du {date:4~14}
Pour la semaine du {date}, [l'accès se fait par la cour des livraisons, de {time:7~9} à {time2:17~18}|le monte-charge est réservé à l'Atelier Lumen de {time:8~10} à {time2:11~13}|les {n:6~24} socles arrivent {day:4~10} à {time:8~10}]. Merci de nous donner les noms des intervenants [au moins {n1:2~3} jours avant|avant {weekday}].

Numéro d'intervention à présenter au poste de garde : {ref:MO-####}.`,
    ],
  },
];

/** The team's daily life. */
export const team: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'person',
    to: 'work',
    people: colleagues,
    words: studio,
    topics: [
      `Qui [prend|apporte] [le café|le petit-déjeuner] {weekday} ?
>>> a
[La cafetière du deuxième a rendu l'âme|Il n'y a plus de café depuis {moment}] et on est {n:9~22}. [Je lance une cagnotte, {amount:3~9} par personne.|Qui passe à la brûlerie ?]
>>> b
Je m'en charge, j'ai un rendez-vous juste à côté à {time:9~11}.
>>> me
Merci {to} ! Je ramène le lait, et je mets {amount2:5~15} dans la boîte.`,
      `Absences et congés [de la semaine|de {nextmonth}]
Un récapitulatif pour l'équipe :

- [Jonas|Malik|Gaëtan] : absent du {day} au {date:13~20}
- [Nadia|Priscille] : télétravail {weekday}, joignable à partir de {time:9~10}
- moi : [chez le client à {city} {weekday2}|en formation {n:2~4} jours]

[Pensez à poser vos congés avant le {date2:21~30}.|Qui tient la permanence du standard ?]`,
      `[~p|Imprimante|Serveur de fichiers|Traceur] en panne
>>> a
[~p|L'imprimante du fond|Le serveur|Le traceur A0] ne répond plus depuis {moment}, erreur {ref:E-####}. [~p|J'ai essayé d'éteindre et de rallumer, évidemment|J'ai prévenu l'infogérance|Il reste bloqué à {n:12~97} %].
>>> b
Pareil pour moi. [Le technicien passe {weekday} entre {time:9~10} et {time2:11~12}.|En attendant, passez par le petit bureau.]
>>> a
C'est reparti à {time3:14~17}. Il fallait [changer le tambour|vider le cache|remettre le câble, no comment].`,
      `Relecture [de la proposition|du dossier] [Canopée|Port-Neuf|Théâtre du Levant] avant {weekday}
>>> a
Est-ce que quelqu'un peut relire [la proposition|le dossier de candidature] avant {weekday} {time:10~17} ? {n:12~46} pages, surtout [la note d'intention|le chiffrage : {amount:14000~96000} HT].

[Le dépôt est électronique, ferme à midi.|Je bloque sur la page {n1:3~11}.]
>>> me
Je peux relire [les {n2:5~12} premières pages|le chiffrage] ce soir. [La phrase d'ouverture est très bien.|Attention, le cahier des charges impose le format A3.]
>>> a
Merci ! J'intègre tes remarques et je dépose. Accusé de réception {ref:DEP-#####}.`,
      `Arrivée de {firstname} {weekday}
{firstname} nous rejoint {weekday} comme [graphiste|cheffe de projet|ingénieur lumière]. Merci de lui réserver un bon accueil ; [petit-déjeuner à {time:9~9}|déjeuner d'équipe au Comptoir à midi et demi].

Son bureau sera [près de la fenêtre|à côté de Nadia], poste {n:200~289}.`,
    ],
  },
];

/** Human resources, payslips, expenses. */
export const hr: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'machine',
    to: 'work',
    from: 'Coffre RH Sésame <documents@coffre-sesame.example>',
    topics: [
      `Votre bulletin de paie {demonth} est disponible
Bonjour Camille,

Votre employeur Atelier Lumen a déposé votre bulletin de paie {demonth} dans votre coffre-fort numérique.

| Document | bulletin-{ref:######} |
| Net à payer | {amount:2280~2720} |
| Date de versement | {pastshort} |

[Il sera conservé cinquante ans.|Le code d'accès reste inchangé.]
=> Ouvrir mon coffre`,
      `Votre demande de congés [a été acceptée|est en attente]
Bonjour Camille,

Votre demande {ref:CP-#####} du {day:12~40}, {n:1~10} jour(s), [a été validée par Nadia Ferrand|a été transmise à Nadia Ferrand]. Solde après déduction : {n1:4~22},5 jours.`,
      `Note de frais {ref:NDF-####} : [remboursée|justificatif manquant]
Bonjour Camille,

Votre note de frais « [Déplacement à {city}|Repas client|Fournitures] » d'un montant de {amount:14~320} [sera remboursée avec la paie {demonth}|attend encore un justificatif pour la ligne {n:1~5}].

Dépense du {pastshort}.`,
    ],
  },
  {
    lang: 'fr',
    voice: 'person',
    to: 'work',
    from: 'Béatrice Collin <beatrice.collin@atelier-lumen.example>',
    weight: 0.6,
    words: { sig: ['Béatrice Collin\nRessources humaines, Atelier Lumen'] },
    topics: [
      `[~r|Entretien annuel : votre créneau|Visite médicale du travail|Mutuelle d'entreprise : changement au 1er janvier|Tickets restaurant]
[~r|Ton entretien annuel est fixé au {day} à {time:9~17}. La grille est en pièce jointe, compte {n:45~90} minutes.|Tu es convoquée à la visite médicale le {day} à {time:8~17}, {n:2~60} {street}.|Les cotisations passent à {amount:38~72} par mois, dont la moitié prise en charge. Réponse avant le {date}.|Ta carte est rechargée de {amount:120~200} pour {n:17~22} jours travaillés.]

[N'hésite pas à passer me voir.|Merci de me confirmer la bonne réception.] Dossier {ref:RH-####}.`,
    ],
  },
];
