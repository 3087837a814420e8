import type { Stream } from '../types.ts';

/** The managing agent of the building and the neighbours. */
export const building: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'machine',
    from: 'Syndic Pierre & Toit <copropriete@pierre-et-toit.example>',
    topics: [
      `Convocation à l'assemblée générale du {day}
Madame,

Vous êtes convoquée à l'assemblée générale [ordinaire|extraordinaire] des copropriétaires de la résidence Les Tilleuls, le {day} à {time:17~19}, [salle Mermoz, rue de la Source|en visioconférence].

Ordre du jour :
- [approbation des comptes de l'exercice {year:-1}|vote du budget prévisionnel {year:1}]
- [ravalement de la façade nord (devis de {amount:12000~58000})|remplacement de la chaudière collective ({amount:18000~46000})|réfection de la cage d'escalier B ({amount:6000~19000})]
- [installation d'un local à vélos|mise en place du compostage|changement des serrures du hall]

[Un pouvoir est joint à ce message.|Vous pouvez voter par correspondance jusqu'à trois jours avant.]
@pdf convocation-{ref:AG-####}`,
      `Appel de fonds - [1er|2e|3e|4e] trimestre, lot {n:3~48}
Madame,

Veuillez trouver ci-joint votre appel de fonds.

| Charges courantes | {amount1:190~410} |
| Fonds travaux | {amount2:18~60} |
| Total à régler avant le {date} | {total} |

Référence à rappeler : {ref:PT-#####}.
@pdf appel-de-fonds-{ref}`,
      `Information travaux : [~tvx|ascenseur|parking|toiture|colonne d'eau] à partir du {day}
Madame, Monsieur,

[L'entreprise Cordier interviendra|Une intervention est prévue] à partir du {day}, de {time:8~9} à {time2:16~17}, pour [~tvx|remplacer le câble de l'ascenseur B|nettoyer le parking souterrain, merci de déplacer vos véhicules|reprendre l'étanchéité de la toiture|changer une vanne : l'eau sera coupée environ {n:2~5} heures].

Nous vous prions d'excuser la gêne occasionnée. Dossier {ref:INT-####}.`,
      `Procès-verbal de l'assemblée du {past:-20~-9}
Madame,

Le procès-verbal de l'assemblée générale est joint à ce message. Les copropriétaires opposants ou défaillants disposent de deux mois pour le contester.

[Résolution {n:4~14} (ravalement) : adoptée à {m:###}/1000.|Résolution {n:4~14} (bornes de recharge) : rejetée à {m:###}/1000.]
@pdf pv-{ref:AG-####}`,
    ],
  },
  {
    lang: 'fr',
    voice: 'person',
    people: [
      'Odile Marchand <odile.marchand@tilleuls.example>',
      'Gérard Lacombe <g.lacombe@tilleuls.example>',
      'Samia Benali <samia.benali@tilleuls.example>',
      'Pascal Guérin <pascal.guerin@tilleuls.example>',
    ],
    weight: 0.8,
    topics: [
      `[~mal|Bruit dans les canalisations|Fuite au [2e|3e|4e] étage|Porte du garage en panne]
>>> a
[Est-ce que c'est pareil chez vous ? Ici,|Je ne sais pas si c'est général, mais] [~mal|depuis {weekday} les tuyaux claquent dès que quelqu'un ouvre l'eau chaude|il y a une auréole au plafond de ma salle de bains qui grandit|la porte du parking reste ouverte une fois sur deux]. J'ai appelé le syndic {moment}, on m'a donné le dossier {ref:INT-####}.

[Plus nous serons nombreux à signaler, plus vite ils viendront.|Qui peut être présent le {day} pour ouvrir au technicien ?]
>>> b
Même constat de notre côté, [bâtiment A|bâtiment B, {n:2~5}e étage]. [Je passe un coup de fil au gardien.|J'ai des photos si ça peut aider le syndic.] Je serai là le {day} à partir de {time:8~17}.
>>> me
Merci {to}, pareil ici. Je peux ouvrir le {day} si besoin, je travaille de la maison ce jour-là.
>>> a
Parfait. Le technicien passe [entre {time2:8~9} et {time3:11~12}|en début d'après-midi]. Il a besoin d'accéder à la cave n° {n2:3~30}.`,
      `Fête des voisins le {day} ?
>>> a
On remet ça dans la cour le {day} à partir de {time:18~20}. [Chacun apporte un plat et une boisson|Je m'occupe des tables], il nous manque [des tréteaux|une rallonge|quelqu'un pour la musique].

L'an dernier nous étions {n:14~32}, dites-moi combien vous serez.
>>> b
Nous serons {n2:2~5}. J'apporte {dish}.
>>> me
Avec plaisir ! On sera quatre, et on apporte {dish2}.`,
      `Local à vélos : [qui laisse|à qui est] cette poussette ?
Il y a depuis {past} une poussette [bleue|grise] et deux cartons devant l'accès au local à vélos. [Le passage doit rester libre (règlement, article {n:4~22}).|Merci de les reprendre avant le {day}.]

Si personne ne se manifeste, le gardien les mettra en cave {n2:1~18}.`,
    ],
  },
];

/** School and out-of-school care. */
export const school: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'person',
    look: 'note',
    from: 'École Jules-Verne <direction@ecole-jules-verne.example>',
    words: {
      hi: ['Chers parents,', 'Bonjour à toutes et à tous,', 'Madame, Monsieur,'],
      bye: ['La directrice,', 'Cordialement,', 'Bien à vous,'],
      who: ['Mme Florence Delmas'],
    },
    topics: [
      `Sortie scolaire du {day} [- classe de CE1|- classe de CM1|]
La classe ira [au musée des Ombres|à la ferme pédagogique de la Source|à la médiathèque|au parc des Oiseaux] le {day}. Départ à {time:8~9}, retour vers {time2:15~16}.

Merci de prévoir [un pique-nique sans déchets|de bonnes chaussures et un vêtement de pluie|une gourde et une casquette] et de rapporter l'autorisation signée avant le {date:2~5}. Une participation de {amount:3~12} est demandée par enfant.

[Il nous manque {n:1~3} parents accompagnateurs.|Nous avons déjà assez d'accompagnateurs, merci à eux.]`,
      `Réunion de rentrée : [CE1|CM1|toutes les classes]
La réunion de rentrée aura lieu le {day} à {time:17~18} dans [la classe|le préau|la salle polyvalente]. L'enseignante présentera [le programme de l'année et le projet théâtre|les évaluations nationales|la classe de découverte à {city}].

Merci de venir sans les enfants si possible. L'année scolaire {season} s'annonce riche en projets, et nous serons {n:180~260} élèves !`,
      `Absence de Mme [Lopez|Carpentier|Lin] à partir de {weekday}
L'enseignante de [Noé|Zoé] sera absente jusqu'au {date:4~14}. [Un remplaçant est attendu.|Les élèves seront répartis dans les autres classes en attendant un remplacement.]

Si vous pouvez garder votre enfant à la maison, [prévenez-nous avant {time:8~9}|cela soulagera les collègues]. Merci de votre compréhension.`,
      `[~fete|Photo de classe|Vente de gâteaux|Kermesse] : le {day}
[~fete|Le photographe passera le {day} au matin|L'association de parents organise une vente de gâteaux le {day} à {time:16~17}|La kermesse se tiendra le {day} dans la cour dès {time:10~14}]. Les bénéfices [des ventes|de la journée] iront à [la coopérative scolaire|la classe de mer des CM1|l'achat de livres pour la bibliothèque].

L'an passé, nous avions récolté {amount:240~1300}. [~fete|Les commandes sont à rendre avant le {date:12~20}.|Merci d'inscrire vos gâteaux (avec les allergènes !).|Nous cherchons {n:4~12} volontaires pour tenir les stands.]`,
      `Poux : merci de vérifier les têtes
Plusieurs cas de poux nous ont été signalés [en CE1|en CM1|à la garderie] depuis le {past}. Merci de vérifier soigneusement les cheveux et de traiter si nécessaire avant {weekday}.

[Bonnets et écharpes rentrent à la maison {weekday2}.|Les tapis de sieste seront lavés.] {n:3~9} familles nous ont déjà répondu.`,
    ],
  },
  {
    lang: 'fr',
    voice: 'machine',
    from: 'Cantine & Garderie <portail-famille@saint-aubin-familles.example>',
    weight: 0.7,
    topics: [
      `Portail famille : votre facture {demonth}
Bonjour,

La facture n° {ref:PF-#####} des services périscolaires est disponible.

| Cantine ({n:9~17} repas) | {amount1:30~82} |
| Garderie du soir | {amount2:8~44} |
| Total | {total} |

À régler avant le {date}.
=> Payer en ligne`,
      `Inscriptions [aux vacances|à la cantine] : ouverture le {day}
Bonjour,

Les inscriptions [au centre de loisirs pour les prochaines vacances|à la cantine pour la période suivante] ouvrent le {day} à {time:7~9}. [Les places sont limitées à {n:40~90}.|Pensez à mettre à jour votre quotient familial.]

Dossier famille : {ref:FAM-####}.`,
    ],
  },
  {
    lang: 'fr',
    voice: 'person',
    people: [
      'Yasmine Cherif <yasmine.cherif@familles.example>',
      'Bruno Talbot <bruno.talbot@familles.example>',
      'Élodie Carrel <elodie.carrel@familles.example>',
    ],
    weight: 0.6,
    topics: [
      `[~quoi|Anniversaire de Lila le {day}|Covoiturage pour le judo]
>>> a
[~quoi|Lila fête ses {n:7~10} ans le {day} et aimerait beaucoup que [Zoé|Noé] vienne|Est-ce que quelqu'un pourrait prendre Gabin au judo le {day}], c'est [~quoi|de {time:14~15} à {time2:17~18} chez nous, {n2:3~60} {street}|au gymnase à {time:16~17}].

[~quoi|Pas d'allergies particulières ?|Je peux rendre la pareille la semaine d'après.]
>>> me
[~quoi|Avec grand plaisir, merci ! On le note.|Bien sûr, pas de souci, je passe le prendre.]
>>> a
Super, merci. [~quoi|N'hésite pas à rester prendre un café, le code de la porte est {ref:##@#}.|Je t'envoie le code de la porte par message : {ref:##@#}.]`,
      `Délégués de parents : compte rendu du conseil d'école
Voici en quelques lignes le conseil d'école du {past} :

- effectifs : {n:180~260} élèves, [pas de fermeture prévue|une ouverture de classe à l'étude]
- travaux : [le préau sera repeint pendant les vacances|les toilettes du rez-de-chaussée sont enfin au programme]
- budget : {amount:900~3200} pour les sorties

Dites-nous ce que vous voulez voir abordé la prochaine fois, le {date:30~80}.`,
    ],
  },
];
