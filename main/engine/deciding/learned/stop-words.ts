/**
 * Words that carry grammar or courtesy, folded. They are counted like any other, for what they are worth is learned; but as a
 * reason they would tell a person nothing.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'the and for you your with this that are was were will have has had not but from our its his her their they them can could would should ' +
    'all any been being about into out over under more most some such than then there these those what when where which who why how please ' +
    'thanks thank dear hello regards best kind sincerely just only also very here ' +
    'les des une aux est sont etait etaient sera seront ont avait que qui quoi dont dans pour par pas plus moins sur sous avec sans vous nous ' +
    'votre vos notre nos leur leurs son ses mon mes ton tes cet cette ces celui celle ceux elle elles ils lui eux moi toi soi mais donc car ' +
    'comme quand lorsque puisque afin ainsi alors aussi bien tres tout tous toute toutes tel telle entre vers chez depuis pendant apres avant ' +
    'encore deja etre avoir faire fait peut peuvent pouvez devez veuillez merci bonjour bonsoir cordialement salutations madame monsieur cher ' +
    'chere quelque quelques autre autres meme memes ici dernier suite vous'
  ).split(' '),
);
