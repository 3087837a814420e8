/**
 * The words that the tiny model can recognise: senders and subjects of both languages, none the beginning of another. It reads
 * any other text letter by letter and makes nothing of it.
 */
export const words = `
facture orange edf sncf impôts mutuelle loyer banque virement carte épargne salaire contrat assurance sinistre
voyage hôtel billet réservation avion embarquement location valise croisière train gare musée visite concert cinéma
école collège lycée cantine professeur bulletin inscription piscine football tennis chorale yoga randonnée vélo
médecin dentiste pharmacie ordonnance piqûre analyse rendez docteur hôpital lunettes
colis livraison commande panier retour remboursement promotion soldes magasin catalogue chaussures meuble jardin
travaux plombier électricien chaudière toiture devis peinture carrelage cuisine fenêtre
réunion projet planning compte budget équipe client fournisseur stage candidature recrutement formation congés
famille anniversaire mariage naissance photos noël cousine mamie
garage pneus vidange péage stationnement permis amende moto
mairie élection syndic copropriété association cotisation bénévole don
journal magazine abonnement lettre podcast recette gazette
invoice receipt payment bank salary insurance claim pension mortgage
flight ticket booking hotel itinerary airport luggage museum rental
school teacher homework exam lesson swimming orchestra
doctor dentistry vaccine prescription clinic hospital
parcel delivery order refund sale voucher brochure furniture garden
plumber boiler roofing quote kitchen window
meeting roadmap deadline customer supplier internship hiring holiday
birthday wedding pictures grandma
mechanic tyres parking licence
council ballot charity volunteer
newsletter digest subscription recipe webinar
server deploy backup incident alert pipeline release merge commit bug
`
  .trim()
  .split(/\s+/);
