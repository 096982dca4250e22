/** Lets writes to the same record run one after the other, in the order in which a person made them. */
export function inOrder(): <T>(ids: readonly string[], write: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (ids, write) => {
    const before = ids.flatMap((id) => last.get(id) ?? []);
    const turn = before.length === 0 ? write() : Promise.all(before).then(write);
    const over = turn.then(
      () => undefined,
      () => undefined,
    );
    for (const id of ids) last.set(id, over);
    void over.then(() => {
      for (const id of ids) if (last.get(id) === over) last.delete(id);
    });
    return turn;
  };
}
