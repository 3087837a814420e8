import type { Stream } from '../types.ts';

const machine = { lang: 'fr', voice: 'machine' } as const;

/** Bills of telephone, hosting, software and services. */
export const bills: readonly Stream[] = [
  {
    ...machine,
    from: 'Nuage Clair <facturation@nuage-clair.example>',
    topics: [
      `Votre facture {ref:NC-######} est disponible
{civil}

[Votre facture {demonth} vient d'être émise|La facture de vos services {demonth} est prête]. Vous la trouverez en pièce jointe et dans votre espace client.

| Facture n° | {ref} |
*1~3 | {service%} | {amount%:4~60} |
| Total TTC | {total} |

[Le montant sera prélevé le {date}|Le prélèvement aura lieu le {date}] sur le compte que vous nous avez indiqué.
=> Voir ma facture
@pdf {ref}`,
      `Nuage Clair : votre facture {demonth} ({ref:NC-######})
{civil}

Le détail de vos services {demonth} :

*2~4 | {service%} | {amount%:3~48} |
| À régler | {total} |

[Aucune action de votre part n'est nécessaire : le prélèvement automatique est activé.|Prélèvement prévu le {date}, référence de mandat {mandate:NCL######}.]
=> Télécharger la facture
@pdf {ref}`,
    ],
  },
  {
    ...machine,
    from: 'Télécom Alizé <ne-pas-repondre@telecom-alize.example>',
    topics: [
      `Votre facture mobile du {todayshort} est arrivée
{civil}

Votre facture n° {ref:########} d'un montant de {amount:15~49} est disponible dans votre espace client.

| Ligne | 06 39 98 {n:10~99} {n1:10~99} |
| Période | {month} |
| Montant | {amount} |
| Date de prélèvement | {date} |

[Ce mois-ci, vous avez consommé {data:## Go} de données.|Vos communications hors forfait s'élèvent à {amount2:0~6}.]
=> Consulter ma facture
@pdf facture-mobile-{ref}`,
      `Box et internet : facture {ref:########} de {amount:29~52}
{civil}

[Votre facture internet vient d'être déposée dans votre espace|Nous avons déposé votre facture internet dans votre espace]. Elle sera prélevée le {date}.

| Abonnement fibre | {amount} |
| Option télévision | incluse |

Une question sur votre facture ? Notre assistant répond 7 jours sur 7.
=> Ouvrir mon espace client`,
    ],
  },
  {
    ...machine,
    from: 'Plume & Cie <comptabilite@plume-et-cie.example>',
    weight: 0.6,
    topics: [
      `Facture {ref:F-2###-###} - abonnement annuel
{civil}

Merci pour votre abonnement à la suite Plume. Vous trouverez ci-joint la facture {ref}, acquittée par {card} le {pastshort}.

| Licence Plume Studio, 1 poste | {amount1:60~140} |
| Modèles graphiques | {amount2:5~30} |
| Total TTC | {total} |

{regards}
Le service comptable de Plume & Cie
@pdf {ref}`,
      `Reçu de paiement {ref:R-#####}
{civil}

Nous confirmons la réception de votre paiement de {amount:9~90} pour la facture {inv:F-2###-###}.

[Ce reçu tient lieu de justificatif comptable.|Conservez ce message : il vaut justificatif.]

{regards}
@pdf recu-{ref}`,
    ],
  },
  {
    ...machine,
    from: 'Garage Bellevue <atelier@garage-bellevue.example>',
    look: 'text',
    weight: 0.4,
    topics: [
      `Facture entretien véhicule {plate:@@-###-@@}
Bonjour Madame Vasseur,

Suite au passage de votre véhicule {plate} à l'atelier, vous trouverez ci-joint notre facture n° {ref:#####} d'un montant de {amount:95~620}.

Travaux réalisés :
- [vidange et remplacement du filtre à huile|remplacement des plaquettes avant|contrôle de la climatisation|permutation des pneus]
- [niveaux et éclairage vérifiés|essuie-glaces remplacés|diagnostic électronique]

Prochaine échéance conseillée : [le {date:150~330}|dans {n:8~15} 000 km].

Cordialement,
L'équipe du Garage Bellevue
@pdf facture-{ref}`,
    ],
  },
  {
    ...machine,
    from: 'Domaines du Large <renouvellement@domaines-du-large.example>',
    weight: 0.5,
    topics: [
      `Facture de renouvellement pour [atelier-camille|vasseur-photos|lumieres-du-soir].example
{civil}

Votre nom de domaine a bien été renouvelé pour un an. La facture {ref:DL#######} ({amount:12~36}) est jointe à ce message.

| Durée | 12 mois |
| Prochaine échéance | {date:350~372} |
| Réglé par | {card} |

=> Gérer mes domaines
@pdf {ref}`,
    ],
  },
];

/** Electricity, gas and water. */
export const energy: readonly Stream[] = [
  {
    ...machine,
    from: 'Énergies du Val <service.client@energies-du-val.example>',
    topics: [
      `Votre facture d'électricité du {todayshort}
{civil}

[Votre nouvelle facture d'électricité est disponible.|Nous vous informons que votre facture d'électricité vient d'être établie.]

| Référence client | {ref:1 ### ### ###} |
| Consommation relevée | {kwh:###} kWh |
| Montant TTC | {amount:38~160} |
| Date d'échéance | {date} |

[Votre consommation est en [hausse|baisse] de {n:2~18} % par rapport à la même période l'an dernier.|Votre compteur a été relevé à distance le {pastshort}.]
=> Voir ma facture
@pdf facture-electricite-{kwh}`,
      `Relevé de compteur : transmettez votre index avant le {date:3~9}
{civil}

Pour être facturée au plus juste, vous pouvez nous transmettre l'index de votre compteur gaz (n° {ref:##########}) jusqu'au {date:3~9}.

Sans relevé de votre part, votre consommation sera estimée à {kwh:###} kWh.
=> Transmettre mon index`,
      `Votre échéancier {year} : {amount:48~130} par mois
{civil}

Votre nouvel échéancier de mensualisation est prêt. À partir de {nextmonth}, vos mensualités passent à {amount}.

| Premier prélèvement | le {n:5~10} {nextmonth} |
| Nombre de mensualités | {n1:10~11} |
| Régularisation | le mois suivant |

Ce montant a été calculé d'après vos douze derniers mois de consommation ({kwh:2 ###} kWh).
=> Consulter mon échéancier`,
      `Intervention sur le réseau [rue des Tilleuls|dans votre quartier] le {day}
{civil}

Des travaux d'entretien du réseau électrique auront lieu le {day}, entre {time:8~10} et {time2:12~16}. [Une coupure de courant est possible pendant ce créneau.|L'alimentation de votre logement sera interrompue environ {n:20~90} minutes.]

Nous vous conseillons de débrancher vos appareils sensibles. Numéro de chantier : {ref:TX-#####}.`,
    ],
  },
  {
    ...machine,
    from: 'Eaux de la Vallée <contact@eaux-de-la-vallee.example>',
    weight: 0.5,
    topics: [
      `Votre facture d'eau n° {ref:######-#}
{civil}

Votre facture d'eau du semestre est disponible.

| Volume consommé | {n:28~74} m³ |
| Abonnement | {amount1:14~28} |
| Consommation et assainissement | {amount2:60~190} |
| Total TTC | {total} |

Échéance : {date}. [Vous êtes mensualisée, la différence sera régularisée.|Vous pouvez régler en ligne par carte.]
=> Payer en ligne
@pdf facture-eau-{ref}`,
      `Alerte : consommation d'eau inhabituelle
{civil}

Notre système de télérelève a détecté une consommation de {n:3~9},{n2:1~9} m³ depuis le {pastshort}, soit nettement plus que votre moyenne.

[Il peut s'agir d'un remplissage exceptionnel ou d'une fuite.|Pensez à vérifier la chasse d'eau et le groupe de sécurité du chauffe-eau.] Compteur concerné : {ref:C##@@####}.`,
    ],
  },
];
