import type { Dexie } from 'dexie';

/**
 * Whoever deletes a database means it: this tab is done with it, and does not make it again by its next question.
 * Dexie alone would, and the next person to sign in would find what this tab still had to write.
 */
export function stayForgotten(dexie: Dexie, hear: () => void = () => undefined): void {
  dexie.on('versionchange', (event) => {
    if (event.newVersion !== null && event.newVersion > 0) return undefined;
    hear();
    dexie.close();
    return false;
  });
}
