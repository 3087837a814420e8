import { start } from './0010-start.ts';
import { checked } from './0040-checked.ts';
import { learnedHomes } from './0050-learned-homes.ts';
import { limits } from './0060-limits.ts';
import { acts } from './0070-acts.ts';
import { signedOut } from './0090-signed-out.ts';
import { indexMerges } from './0100-index-merges.ts';
import { marks } from './0110-marks.ts';
import { trust } from './0120-trust.ts';
import { backtests } from './0130-backtests.ts';
import { doubts } from './0140-doubts.ts';
import { forgotten } from './0150-forgotten.ts';
import { models } from './0160-models.ts';
import { asking } from './0170-asking.ts';
import { people } from './0220-people.ts';
import { decisionSums } from './0230-decision-sums.ts';
import { imageSenders } from './0240-image-senders.ts';
import { manyBack } from './0260-many-back.ts';
import { imports } from './0270-imports.ts';
import { finding } from './0280-finding.ts';
import { listing } from './0290-listing.ts';
import { counting } from './0300-counting.ts';
import { egressBytes } from './0310-egress-bytes.ts';
import { leaving } from './0330-leaving.ts';

/** One step of the schema. Numbered in tens; never changed once released: a change is a new step. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  start,
  checked,
  learnedHomes,
  limits,
  acts,
  signedOut,
  indexMerges,
  marks,
  trust,
  backtests,
  doubts,
  forgotten,
  models,
  asking,
  people,
  decisionSums,
  imageSenders,
  manyBack,
  imports,
  finding,
  listing,
  counting,
  egressBytes,
  leaving,
];
