import type { Stream } from '../types.ts';

const machine = { lang: 'fr', voice: 'machine' } as const;

/** The bank. */
export const bank: readonly Stream[] = [
  {
    ...machine,
    from: 'Banque des Deux Rives <messagerie@banque-deux-rives.example>',
    topics: [
      `Votre relevé de compte {demonth} est en ligne
{civil}

Le relevé de votre compte courant n° ••••{ref:####} pour {month} est disponible dans votre espace sécurisé.

[Il restera consultable pendant dix ans.|Pensez à le télécharger si vous souhaitez le conserver.] Arrêté au {pastshort}.
=> Accéder à mes documents`,
      `Opération de {amount:30~900} sur votre compte
{civil}

Une opération vient d'être enregistrée sur votre compte ••••{ref:####} :

| Type | [~op|Virement émis|Prélèvement|Virement reçu|Paiement par carte] |
| Libellé | [~op|[LOYER|ÉPARGNE MENSUELLE|VIR A. MERCIER]|[CANTINE|ÉCOLE DE MUSIQUE|ÉNERGIES DU VAL|TÉLÉCOM ALIZÉ]|[REMBOURSEMENT SANTÉ|ATELIER LUMEN|ALLOCATIONS]|{shopkind}] |
| Montant | {amount} |
| Date de valeur | {pastshort} |

Vous n'êtes pas à l'origine de cette opération ? Appelez le numéro figurant au dos de votre carte.`,
      `Un nouveau bénéficiaire a été ajouté
{civil}

Le bénéficiaire « [A. Vasseur|Chorale Les Voix du Canal|Syndic Pierre & Toit|École Jules-Verne] » (IBAN se terminant par {ref:####}) a été ajouté le {today} à {time}.

[Il sera utilisable sous 24 heures.|Les virements vers ce compte sont possibles dès maintenant.]`,
      `Votre carte arrive à échéance
{civil}

Votre {card} expire à la fin du mois. Votre nouvelle carte sera envoyée à votre domicile autour du {date}.

[Le code confidentiel reste inchangé.|Elle s'activera au premier retrait.] Référence d'envoi : {ref:CB#######}.`,
      `Frais et cotisations : récapitulatif annuel {year:-1}
{civil}

Conformément à la réglementation, voici le total des frais perçus sur votre compte ••••{ref:####} :

| Cotisation carte | {amount1:38~52} |
| Tenue de compte | {amount2:12~30} |
| Opérations diverses | {amount3:1~20} |
| Total | {total} |

=> Voir le détail
@pdf recapitulatif-frais-{ref}`,
    ],
  },
  {
    ...machine,
    from: 'Sandrine Pelletier, Banque des Deux Rives <s.pelletier@banque-deux-rives.example>',
    look: 'text',
    weight: 0.3,
    topics: [
      `[Notre rendez-vous du {day}|Point sur votre dossier]
Bonjour Madame Vasseur,

[Je vous confirme notre rendez-vous|Comme convenu, je vous propose un rendez-vous] le {day} à {time:9~17} à l'agence [ou par téléphone, selon votre préférence|du quai des Brumes].

[Nous ferons le point sur votre prêt (reste dû au {pastshort} : {amount:42000~98000}) et sur l'assurance emprunteur.|Nous verrons comment placer les {amount:2000~9000} de votre livret arrivé au plafond.]

Bien cordialement,
Sandrine Pelletier
Conseillère clientèle, dossier {ref:D-######}`,
    ],
  },
];

/** Taxes. */
export const taxes: readonly Stream[] = [
  {
    ...machine,
    from: 'Portail fiscal <ne-pas-repondre@impots-portail.example>',
    topics: [
      `Votre avis d'impôt {year} est disponible
Bonjour,

Votre avis d'[impôt sur les revenus|imposition à la taxe foncière] {year} est disponible dans la rubrique « Documents » de votre espace particulier.

| Numéro fiscal | •• •• ••• {ref:### ###} |
| [Montant restant à payer|Montant de votre remboursement] | {amount:40~980} |
| Date | {date} |

[Aucune démarche n'est nécessaire si vous êtes mensualisée.|Le paiement en ligne est obligatoire au-delà de 300 €.]`,
      `Prélèvement du {date:4~12} : {amount:60~240}
Bonjour,

[Nous vous informons que|Conformément à votre contrat de mensualisation,] un prélèvement de {amount} sera effectué le {date} sur votre compte bancaire.

Référence unique de mandat : {ref:PM############}. Vous pouvez moduler vos mensualités depuis votre espace.`,
      `Accusé de réception de votre [~d|déclaration|demande|réclamation] n° {ref:#########}
Bonjour,

Nous accusons réception de votre [~d|déclaration de revenus {year:-1}|demande concernant votre taux de prélèvement à la source|réclamation], enregistrée le {today} à {time}.

[~d|Elle sera traitée sous {n:20~60} jours.|Votre taux personnalisé sera de {n:3~14},{n2:1~9} % à compter de {nextmonth}.|Une réponse vous sera apportée sous {n:20~60} jours.]

Conservez ce message, il fait foi de votre démarche.`,
      `Rappel : déclarez avant le {date:6~20}
Bonjour,

La date limite [de déclaration en ligne pour votre département|de dépôt de la déclaration d'occupation de votre logement] est fixée au {date} à 23h59. Votre [déclaration préremplie|dossier] n° {ref:##########} vous attend.

Un retard entraîne une majoration de {n:5~10} %.`,
    ],
  },
  {
    lang: 'fr',
    voice: 'person',
    from: 'Mairie de Saint-Aubin, service des finances <finances@mairie-saint-aubin.example>',
    weight: 0.3,
    words: { hi: ['Madame,'], bye: ['Le service des finances', 'Cordialement,'], who: [''] },
    topics: [
      `Titre de recette n° {ref:#####} - [~quoi|restauration scolaire|accueil périscolaire]
Veuillez trouver ci-joint le titre n° {ref} d'un montant de {amount:28~140} correspondant à [~quoi|la restauration scolaire|l'accueil périscolaire] de {month}.

Le règlement est attendu avant le {date}, en ligne ou par chèque à l'ordre du Trésor public.
@pdf titre-{ref}`,
    ],
  },
];

/** Health insurance, doctors and laboratories. */
export const health: readonly Stream[] = [
  {
    ...machine,
    from: 'Mutuelle Harmonia <espace-adherent@mutuelle-harmonia.example>',
    topics: [
      `Votre remboursement de {amount:6~140} est en route
{civil}

Nous avons traité vos soins du {pastshort} :

| Bénéficiaire | [Camille|Zoé|Noé|Adrien] |
| Nature | [Consultation|Pharmacie|Optique|Kinésithérapie|Soins dentaires|Analyses] |
| Part complémentaire | {amount} |
| Référence | {ref:RMB-#######} |

[Le virement apparaîtra sur votre compte {delay}.|Montant viré le {today}.]`,
      `[Devis|Prise en charge] {ref:DEV-######} : notre réponse
{civil}

Nous avons étudié le devis [d'optique|dentaire|d'orthodontie] transmis le {pastshort}. Sur {amount1:180~900}, notre prise en charge s'élève à {amount2:60~400}.

[Cette réponse est valable six mois.|Présentez ce message au professionnel de santé.]
@pdf prise-en-charge-{ref}`,
      `Votre carte de tiers payant {year:1}
{civil}

Votre carte de tiers payant est disponible. [Elle est valable du 1er janvier au 31 décembre|Vous pouvez la présenter dès réception], pour vous-même et vos ayants droit.

Numéro d'adhérente : {ref:H########}. Cotisation mensuelle à partir de janvier : {amount:62~120}.
@pdf carte-tiers-payant-{ref}`,
    ],
  },
  {
    ...machine,
    from: 'Rendez-vous Santé <rappel@rdv-sante.example>',
    topics: [
      `Rappel : rendez-vous le {day} à {time:8~18}
Bonjour Camille,

[N'oubliez pas votre rendez-vous|Nous vous rappelons votre rendez-vous] avec [le Dr Anselme Roussel, médecin généraliste|le Dr Maud Kerbrat, pédiatre (Noé)|le Dr Yvan Lestrade, ophtalmologue|Mme Garance Tissot, dentiste] :

| Date | {day} à {time} |
| Lieu | {n:2~80} {street} |
| Code d'accès | {ref:##@##} |

[Pensez à apporter votre carte et votre ordonnance.|En cas d'empêchement, annulez au moins 24 heures à l'avance.]
=> Déplacer ou annuler
@ics Rendez-vous médical @ {n:2~80} {street}`,
      `Votre rendez-vous est confirmé ({ref:RS#####})
Bonjour Camille,

Votre rendez-vous du {day} à {time:8~18} avec [le Dr Maud Kerbrat|le Dr Anselme Roussel|Mme Garance Tissot] est confirmé. [Premier rendez-vous : arrivez dix minutes plus tôt.|Merci de prévenir en cas de retard.]

Dossier {ref}.`,
    ],
  },
  {
    ...machine,
    from: 'Laboratoire des Halles <resultats@labo-des-halles.example>',
    look: 'text',
    weight: 0.5,
    topics: [
      `Vos résultats d'analyses sont disponibles - dossier {ref:#########}
Bonjour,

Les résultats du prélèvement du {pastshort} sont [complets|partiellement disponibles, le compte rendu définitif suivra {delay}].

Pour les consulter, munissez-vous de votre numéro de dossier {ref} et de votre date de naissance.

Le laboratoire ne commente pas les résultats par courriel.`,
    ],
  },
];
