import type { Migration } from './index.ts';

/** Fifteen minutes: every time zone begins its days on one of their borders, so sums of them make days of any zone. */
const QUARTER_MS = 900_000;

/** What answered a proposal; a move that the person made elsewhere with nothing proposed did not. */
const answers = (row: string) =>
  `${row}.stage IS NOT NULL AND ${row}.kind IN ('approved', 'corrected', 'dismissed', 'moved-by-person')`;

/**
 * The stage that had chosen the folder from which a mail was moved back: of the decision that filed it there, if it was made
 * in the thirty days before (see the answers of trust).
 */
const blamed = (row: string) => `(SELECT o.stage FROM decisions o
  WHERE o.message_id = ${row}.message_id AND o.mailbox_id = ${row}.proposed_mailbox AND o.mailbox_id = o.proposed_mailbox
    AND o.kind IN ('approved', 'moved-by-person') AND o.undone = 0 AND o.id < ${row}.id AND o.at >= ${row}.at - 2592000000
  ORDER BY o.id DESC LIMIT 1)`;

const columns = 'quarter, account_id, kind, actor, stage, proposed, mailbox, standing, undone';

const sumOf = (row: string) => `${row}.at / ${QUARTER_MS}, ${row}.account_id, ${row}.kind, ${row}.actor,
  coalesce(${row}.stage, iif(${row}.kind = 'moved-back', ${blamed(row)}, NULL), ''),
  coalesce(${row}.proposed_mailbox, 0), coalesce(${row}.mailbox_id, 0)`;

const cameOf = (row: string) =>
  `(SELECT m.date / ${QUARTER_MS} FROM messages m WHERE m.id = ${row}.message_id)`;

const add = `ON CONFLICT DO UPDATE SET standing = standing + excluded.standing, undone = undone + excluded.undone;`;

/**
 * Sums of decisions by quarter of an hour, so that a look at years of them costs a look at some hundred rows. Triggers keep
 * them, in the transaction that decides or takes back; what is deleted with its mail stays counted: it was decided.
 */
export const decisionSums: Migration = {
  version: 230,
  name: 'decision-sums',
  sql: `
CREATE TABLE decision_sums (
  quarter INTEGER NOT NULL,           -- of an hour since 1970, of when it was decided
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  stage TEXT NOT NULL,                -- empty: nothing was proposed
  proposed INTEGER NOT NULL,          -- mailbox; 0: none
  mailbox INTEGER NOT NULL,           -- where it belongs; 0: not in the one proposed
  standing INTEGER NOT NULL,          -- decisions that were not taken back
  undone INTEGER NOT NULL,            -- and those that were
  PRIMARY KEY (quarter, account_id, kind, actor, stage, proposed, mailbox)
) STRICT, WITHOUT ROWID;

-- When the mails came on which standing answers were given.
CREATE TABLE answered_came (
  quarter INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  answers INTEGER NOT NULL,
  PRIMARY KEY (quarter, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX decision_sums_by_account ON decision_sums (account_id);
CREATE INDEX answered_came_by_account ON answered_came (account_id);
CREATE INDEX proposals_waiting_by_date ON proposals (date, account_id) WHERE state = 'pending';

INSERT INTO decision_sums (${columns})
  SELECT ${sumOf('d')}, sum(d.undone = 0), sum(d.undone = 1) FROM decisions d GROUP BY 1, 2, 3, 4, 5, 6, 7;
INSERT INTO answered_came (quarter, account_id, answers)
  SELECT ${cameOf('d')}, d.account_id, count(*) FROM decisions d WHERE d.undone = 0 AND ${answers('d')} GROUP BY 1, 2;

CREATE TRIGGER decision_is_summed AFTER INSERT ON decisions BEGIN
  INSERT INTO decision_sums (${columns}) VALUES (${sumOf('NEW')}, NEW.undone = 0, NEW.undone = 1) ${add}
END;
CREATE TRIGGER answer_is_summed AFTER INSERT ON decisions WHEN NEW.undone = 0 AND ${answers('NEW')} BEGIN
  INSERT INTO answered_came (quarter, account_id, answers) VALUES (${cameOf('NEW')}, NEW.account_id, 1)
    ON CONFLICT DO UPDATE SET answers = answers + 1;
END;
CREATE TRIGGER undone_is_summed AFTER UPDATE OF undone ON decisions WHEN NEW.undone <> OLD.undone BEGIN
  INSERT INTO decision_sums (${columns})
    VALUES (${sumOf('NEW')}, iif(NEW.undone = 0, 1, -1), iif(NEW.undone = 0, -1, 1)) ${add}
END;
CREATE TRIGGER undone_answer_is_summed AFTER UPDATE OF undone ON decisions
  WHEN NEW.undone <> OLD.undone AND ${answers('NEW')} BEGIN
  INSERT INTO answered_came (quarter, account_id, answers)
    VALUES (${cameOf('NEW')}, NEW.account_id, iif(NEW.undone = 0, 1, -1))
    ON CONFLICT DO UPDATE SET answers = answers + excluded.answers;
END;
`,
};
