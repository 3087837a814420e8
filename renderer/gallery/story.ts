import type { ReactNode } from 'react';
import type { CallInput, CallName, CallOutput } from '../../contract/index.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Stores } from '../app/stores.ts';

/** A call that fails, as an answer of a story. */
export class Refusal {
  readonly problem: Problem;
  constructor(problem: Problem) {
    this.problem = problem;
  }
}

type Answer<T> = T | Refusal;

/** What the engine would say to the calls that a component makes. A call that is not named here is never answered. */
export type Answers = {
  readonly [N in CallName]?: Answer<CallOutput<N>> | ((input: CallInput<N>) => Answer<CallOutput<N>>);
};

/** One component in one state. */
export interface Story {
  readonly draw: () => ReactNode;
  /** Puts the stores into the state that is to be seen; they hold `sampleWorld` before. */
  readonly prepare?: (stores: Stores) => void;
  readonly answers?: Answers;
  /** Shown as if the pointer were on it, or as if the keys had brought the focus there. */
  readonly under?: 'pointer' | 'keys';
  /** Which part of the story `under` means; the first element without it. */
  readonly part?: string;
  /** Width in pixels, in place of the group's. */
  readonly width?: number;
}

/** The stories of one file, by what state they show. */
export interface StoryGroup {
  readonly title: string;
  /** The colour that these components stand on. */
  readonly ground?: 'paper' | 'surface' | 'sheet';
  /** Width in pixels; 360 when not given. */
  readonly width?: number;
  /** Height in pixels: for what fills what it stands in, and for a `window`. */
  readonly height?: number;
  /** They cover the window: each is shown in one of its own. */
  readonly window?: boolean;
  /** What the stories stand in, for parts that need a parent with a role. */
  readonly within?: (story: ReactNode) => ReactNode;
  readonly stories: Readonly<Record<string, Story>>;
}
