import type { Stream } from '../types.ts';

const gardeners = [
  'Bernadette Roy <bernadette.roy@potagers.example>',
  'Luc Delaunay <luc.delaunay@potagers.example>',
  'Fatou Sarr <fatou.sarr@potagers.example>',
  'Denis Quéméner <denis.quemener@courriel.example>',
  'Mireille Astier <m.astier@courriel.example>',
  'Alban Petit <alban.petit@boite-aux-lettres.example>',
];
const librists = [
  'Renaud Caillol <renaud@logiciels.example>',
  'Anouk Desroches <anouk@logiciels.example>',
  'Félix Boutin <felix.boutin@courriel.example>',
  'Zineb Alaoui <zineb.alaoui@courriel.example>',
  'Tanguy Le Bris <tanguy@lebris.example>',
];

/** The shared garden's mailing list. */
export const garden: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'list',
    people: gardeners,
    list: {
      id: 'jardin-partage.listes.potagers.example',
      address: 'jardin-partage@listes.potagers.example',
      tag: 'jardin-partage',
    },
    words: {
      hi: ['Bonjour à tous,', 'Bonjour les jardiniers,', 'Salut à toutes et tous,'],
      bye: ['Amicalement,', 'Au plaisir de bêcher,', 'À samedi,', 'Bonne semaine,'],
    },
    topics: [
      `[Limaces|Pucerons|Mildiou] sur la parcelle {n:2~38}
>>> a
[C'est l'invasion sur la parcelle {n}|La parcelle {n} est mal en point] : en {n1:2~6} jours, j'ai perdu {n2:5~30} plants de [salades|haricots|choux]. [Quelqu'un a-t-il essayé la bière ?|Faut-il tout arracher ?]

[Je voudrais éviter tout produit.|La parcelle voisine est touchée aussi.]
>>> b
Chez moi, [les planches posées au sol le soir ont suffi|un voile bien tendu a suffi|une décoction de prêle a fait l'affaire]. Compter {n3:8~20} jours. [Ne pas arroser le soir non plus.|Et ramasser à la lampe, il n'y a que ça de vrai.]
>>> c
Attention, [le purin se dilue à {n4:5~20} %|les cendres ne servent à rien dès qu'il pleut]. J'ai perdu tous mes choux comme ça en {year:-2}.
>>> a
Merci pour les conseils, j'essaie dès {weekday} et je vous raconte.`,
      `Corvée du {day} : qui est là ?
>>> a
Nous avons {n:3~9} m³ de [broyat|fumier|terreau] livrés le {day} à {time:8~10}. Il faut des bras, des brouettes ([on en a {n1:2~5}|il en manque deux]) et [du café|{dish}] pour {time2:12~13}.

Inscrivez-vous en répondant à la liste.
>>> b
Présent de {time3:9~10} à midi, avec une brouette et {firstname}.
>>> c
Je viens l'après-midi seulement. J'apporte {dish2}.
>>> me
Nous serons là tous les quatre le matin, les enfants veulent conduire la brouette.`,
      `[Graines|Plants|Bulbes] à [échanger|donner]
>>> a
J'ai en trop : {n:6~40} [plants de poireaux|bulbes d'ail|sachets de courges de {year:-1}], [à prendre dans la serre jusqu'au {date:3~9}|contre des fraisiers].

[Variété ancienne récupérée à {city}.|Germination testée : {n1:70~96} %.]
>>> b
Preneur pour {n2:3~9}, je passe {weekday} vers {time:9~18}. [Je te laisse des fraisiers au pied du composteur.|Merci !]`,
      `Assemblée générale du jardin : ordre du jour
L'assemblée aura lieu le {day} à {time:10~18} sous la pergola. Au programme : rapport moral, comptes ({amount:210~1400} en caisse), [le puits|la clôture nord|l'attribution de {n:2~5} parcelles], élection du bureau.

Les pouvoirs sont à envoyer à Bernadette avant le {date}. La cotisation reste à {amount2:20~45}.`,
    ],
  },
];

/** A free-software users' list. */
export const freeSoftware: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'list',
    people: librists,
    list: {
      id: 'entraide.listes.logiciels.example',
      address: 'entraide@listes.logiciels.example',
      tag: 'entraide-libre',
    },
    words: {
      hi: ['Bonjour la liste,', 'Bonjour,', 'Salut à tous,'],
      bye: ['Librement,', "Merci d'avance,", 'Amitiés,', 'À bientôt sur la liste,'],
    },
    topics: [
      `[~q|Sauvegarde qui échoue à {n:40~98} %|Impression recto verso impossible|Disque plein alors qu'il reste {n:12~90} Go|Le son disparaît après la mise en veille]
>>> a
Depuis la mise à jour du {past}, [~q|ma sauvegarde s'arrête toujours vers {n} %|l'imprimante ignore le recto verso|le système refuse d'écrire|plus aucun son au réveil]. Noyau {ref:6.##}, [bureau par défaut|environnement léger], {n1:4~32} Go de mémoire.

Le journal dit : « erreur {code:0x####} ». [J'ai cherché sans succès pendant {n2:2~5} heures.|Une piste ?]
>>> b
Regarde du côté [des inodes (df -i)|du fichier de configuration dans /etc|du pilote générique], j'ai eu la même chose en {month}. [Chez moi, un redémarrage du service a suffi.|Envoie-nous la sortie complète.]
>>> a
C'était bien ça ! [Il y avait {n3:100~900} 000 petits fichiers dans un cache.|Une ligne en double, ligne {n4:12~140}.] Merci mille fois.
>>> c
Pour les archives : c'est documenté dans le bogue n° {bug:#####}. [La correction arrive dans la version {n5:3~9}.{n6:1~12}.|Pensez à confirmer si vous êtes touchés.]`,
      `[Install-party|Atelier|Apéro du libre] le {day} à {city}
>>> a
L'association organise [une install-party|un atelier de dégooglisation|une soirée de contribution] le {day} de {time:14~17} à {time2:18~21}, {n:2~80} {street}. [Entrée libre, prenez une rallonge.|Il nous faut {n1:2~6} bénévoles.]

Inscription : pad n° {ref:####}.
>>> b
J'y serai avec {n2:2~5} machines à dépanner, et {dish}.`,
      `Quel [logiciel|outil] pour [~o|gérer une adhésion|monter une petite vidéo|numériser des diapositives|une facturation simple] ?
>>> a
Je cherche pour une association de {n:15~180} membres de quoi [~o|gérer les adhésions|monter des vidéos de {n1:2~12} minutes|numériser {n1:200~900} diapositives|faire une vingtaine de factures par an]. [Simple avant tout.|Sous Linux, sans compte en ligne.]
>>> b
[~o|Un tableur bien fait suffit jusqu'à {n2:50~90} lignes, je peux t'envoyer mon modèle.|Le monteur livré avec ta distribution suffit largement : {n2:2~4} pistes, un titre, et c'est fini.|Surtout pas de scanner à plat : un appareil photo et une visionneuse, {n2:50~90} vues à l'heure.|Il y a un greffon de facturation dans la comptabilité que j'utilise depuis {n3:3~11} ans.]
>>> c
+1. Et si tu bloques, la permanence est ouverte le {weekday} à {time:17~19}.`,
    ],
  },
];
