/** Remembers how to take back what was done since `begin`. */
export interface UndoLog {
  begin(): void;
  undo(): void;
  /** Adds to a list, to be taken off again by `undo`. */
  push<V>(list: V[], value: V): void;
  /** Sets an entry, to be as it was after `undo`. */
  set<V>(map: Map<string, V>, name: string, value: V): void;
}

export function makeUndoLog(): UndoLog {
  let log: (() => void)[] = [];
  const remember = (takeBack: () => void): void => {
    log.push(takeBack);
  };
  return {
    begin() {
      log = [];
    },
    undo() {
      for (const takeBack of log.toReversed()) takeBack();
      log = [];
    },
    push(list, value) {
      const { length } = list;
      remember(() => {
        list.length = length;
      });
      list.push(value);
    },
    set(map, name, value) {
      const before = map.get(name);
      const had = before !== undefined || map.has(name);
      remember(() => {
        if (had) map.set(name, before as typeof value);
        else map.delete(name);
      });
      map.set(name, value);
    },
  };
}
