import { registerHooks } from 'node:module';
import type * as deviceStore from '../../src/store/device-store.ts';

const phone = /\?phone=(\d+)/;
const own = /\/(src\/store|node_modules\/rxdb)\//;

/** Whatever a phone's store is made of is the phone's own; all phones share what has no state. */
function hookOnce(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const [asked] = phone.exec(context.parentURL ?? '') ?? [];
      if (!asked || found.url.includes('?') || !own.test(found.url)) return found;
      return { ...found, url: `${found.url}${asked}` };
    },
  });
}

let hooked = false;

/**
 * The store's code as one phone has loaded it. RxDB keeps count of the collections that are open wherever it was
 * loaded, and a phone is right to have no more than its own.
 */
export async function storeModuleOf(index: number): Promise<typeof deviceStore> {
  if (!hooked) hookOnce();
  hooked = true;
  return (await import(`../../src/store/device-store.ts?phone=${index}`)) as typeof deviceStore;
}
