import type { BrowserContext } from '@playwright/test';

/** Runs in the page, and in a worker, before anything else: takes away what Chrome 107 or Safari 16.0 do not have. */
function forgetWhatIsNewer(): void {
  const forget = (owner: object | undefined, ...names: string[]) => {
    for (const name of owner ? names : []) Reflect.deleteProperty(owner as object, name);
  };
  const sorted = ['toSorted', 'toReversed', 'toSpliced', 'with'];
  forget(Array.prototype, ...sorted);
  forget(Object.getPrototypeOf(Uint8Array.prototype) as object, ...sorted);
  forget(Array, 'fromAsync');
  forget(Object, 'groupBy');
  forget(Map, 'groupBy');
  forget(Map.prototype, 'getOrInsert', 'getOrInsertComputed');
  forget(WeakMap.prototype, 'getOrInsert', 'getOrInsertComputed');
  forget(Promise, 'withResolvers', 'try');
  const sets = ['union', 'intersection', 'difference', 'symmetricDifference'];
  forget(Set.prototype, ...sets, 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom');
  const iterators = Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object;
  const steps = ['map', 'filter', 'take', 'drop', 'flatMap'];
  forget(iterators, ...steps, 'reduce', 'toArray', 'forEach', 'some', 'every', 'find');
  forget(String.prototype, 'isWellFormed', 'toWellFormed');
  forget(ArrayBuffer.prototype, 'transfer', 'transferToFixedLength', 'resize');
  forget(RegExp, 'escape');
  forget(URL, 'canParse', 'parse');
  forget(AbortSignal, 'any');
  forget(globalThis, 'Iterator', 'requestIdleCallback', 'scheduler', 'OffscreenCanvas');
  forget(globalThis, 'CompressionStream', 'DecompressionStream', 'navigation', 'BarcodeDetector');
  forget(globalThis.StorageManager?.prototype, 'estimate');
  forget(globalThis.Document?.prototype, 'startViewTransition');
  forget(globalThis.Navigator?.prototype, 'userActivation', 'setAppBadge', 'vibrate');
  forget(globalThis.ReadableStream?.prototype, 'values');
}

/**
 * Makes a context behave as the oldest browser that is promised: functions that came later are gone, from pages and
 * from workers, and style sheets that speak of `dvh` are not understood.
 */
export async function makeOlder(context: BrowserContext): Promise<void> {
  await context.addInitScript(forgetWhatIsNewer);
  await context.route('**/assets/*worker*.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: `(${forgetWhatIsNewer.toString()})();${await answer.text()}`,
    });
  });
  await context.route('**/assets/*.css', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replaceAll(/(?<=\d)dvh\b/g, 'unknown'),
    });
  });
}
