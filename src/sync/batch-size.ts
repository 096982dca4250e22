const largest = 200;
const smallest = 10;

/** How many records go into one request. */
export interface BatchSize {
  readonly most: number;
  /** A network that breaks off whatever is long would otherwise never let anything through. */
  wasLost(records: number): void;
  wentThrough(): void;
}

/** Learns from what the network lets through, for as long as the app is open. */
export function batchSize(): BatchSize {
  let most = largest;
  return {
    get most() {
      return most;
    },
    wasLost(records) {
      most = Math.max(smallest, Math.ceil(Math.min(most, records) / 2));
    },
    wentThrough() {
      most = Math.min(largest, most * 4);
    },
  };
}
