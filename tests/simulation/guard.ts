/** Something the program holds to, and the change of one text that would take it away. */
export interface Guard {
  /** The rule of the wire that it serves (1-13), or the part of the design it belongs to. */
  readonly rule: number | 'merge' | 'people' | 'store';
  readonly holds: string;
  readonly file: string;
  /** Found exactly once in the file. */
  readonly text: string;
  readonly becomes: string;
  /** Where to begin looking: it is caught soonest from here. */
  readonly seed: number;
}
