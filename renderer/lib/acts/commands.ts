/** What a key, or the palette, can ask of the place on screen. */
export interface PlaceCommands {
  readonly step?: (by: number, extend: boolean) => void;
  /** Whether there is something to step through now; left out: always. Without, the same keys scroll. */
  readonly steps?: () => boolean;
  /** How many things the acts below would mean now; left out: the open mail, if there is one. */
  readonly meant?: () => number;
  readonly open?: () => void;
  readonly back?: () => void;
  readonly approve?: () => void;
  readonly move?: () => void;
  readonly select?: () => void;
  /** Everything that the list is of, whether it is here already or not. */
  readonly selectAll?: () => void;
  /** Puts the decision off. */
  readonly snooze?: () => void;
  readonly dismiss?: () => void;
  readonly read?: () => void;
  readonly star?: () => void;
  readonly archive?: () => void;
  readonly trash?: () => void;
}
