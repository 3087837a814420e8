import type { Stream } from '../types.ts';

const machine = { lang: 'fr', voice: 'machine' } as const;

/** Sign-in alerts and codes. */
export const security: readonly Stream[] = [
  {
    ...machine,
    from: 'Compte Nuage Clair <securite@nuage-clair.example>',
    topics: [
      `Nouvelle connexion à votre compte
Bonjour Camille,

Une connexion a eu lieu le {today} à {time:6~23} depuis {device}.

| Ville approximative | {city} |
| Adresse | 203.0.113.{n:2~250} |
| Session | {ref:@@##-####} |

[C'était vous ? Il n'y a rien à faire.|Si ce n'était pas vous, changez votre mot de passe sans attendre.]
=> Vérifier mes connexions`,
      `Votre code de vérification : {code:######}
Bonjour,

Voici votre code : {code}

Il est valable {n:5~15} minutes. Ne le communiquez à personne, [même à notre assistance|nous ne vous le demanderons jamais]. Demande n° {ref:########} du {today}.`,
      `Votre mot de passe a été modifié
Bonjour Camille,

Le mot de passe de votre compte a été modifié le {today} à {time:6~23} depuis {device}. [Les autres sessions ont été fermées.|Un courriel de secours a aussi été prévenu.]

Référence de l'opération : {ref:SEC-######}.`,
    ],
  },
];

/** Unwanted mail, as a junk folder holds it. */
export const spamFr: readonly Stream[] = [
  {
    ...machine,
    from: 'Service Livraison <avis@colis-en-attente.invalid>',
    look: 'html',
    topics: [
      `Votre colis n° {ref:FR########} est bloqué : frais de {amount:1~3}
Cher client,

Votre colis ne peut être livré car les frais de douane ({amount}) n'ont pas été payés. Réglez sous {n:12~48}h ou il sera détruit.
=> Payer maintenant`,
    ],
  },
  {
    ...machine,
    from: 'Grand Tirage <gagnant@super-tirage.invalid>',
    look: 'html',
    topics: [
      `FELICITATIONS ! Vous êtes le gagnant n° {n:1000~9999}
# Vous avez gagné un [téléphone|robot de cuisine|bon de {n1:200~900} euros]
Votre adresse a été tirée au sort parmi {m:#} millions d'internautes. [Dépêchez-vous, plus que {n2:2~9} lots !|Offre valable jusqu'à minuit.]
=> RÉCLAMER MON LOT`,
    ],
  },
  {
    ...machine,
    from: 'Rénov Subvention <aide@renov-prime.invalid>',
    look: 'html',
    topics: [
      `Isolation à 1 euro : votre dossier {ref:AID####} expire
Bonjour,

Selon nos informations, vous avez droit à {amount:3000~12000} d'aides pour [votre isolation|votre pompe à chaleur|vos panneaux solaires]. Un conseiller peut vous rappeler {weekday} à {time:9~19}.
=> Je vérifie mon éligibilité`,
    ],
  },
  {
    lang: 'fr',
    voice: 'person',
    from: 'Maître Desmoulins <cabinet@succession-desmoulins.invalid>',
    look: 'text',
    words: {
      hi: ['Cher(e) ami(e),', 'Bonjour bien-aimé(e),'],
      bye: ['Que la paix soit avec vous,'],
      who: ['Maître Desmoulins'],
    },
    topics: [
      `[Proposition confidentielle|Héritage en déshérence|Réponse urgente]
Je vous contacte au sujet d'un fonds de {amount:1200000~9800000} laissé par un client [décédé sans héritier|parti en mer] le {past}. Avec votre discrétion, {n:30~50} % vous reviendront.

Veuillez me transmettre vos coordonnées bancaires sous {n1:2~7} jours. Dossier {ref:LEG/####/@@}.`,
    ],
  },
];
