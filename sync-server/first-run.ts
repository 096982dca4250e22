import { codeFor } from './session/code-for.ts';
import type { SyncServer } from './server.ts';
import { newId } from './surroundings.ts';

/** The code by which the first administrator of a new community signs in, or null when there is one already. */
export async function beginCommunity(server: SyncServer, name: string): Promise<string | null> {
  if ((await server.communities()).length > 0) return null;
  const id = 'c1';
  const person = newId(server.core);
  await server.createCommunity({ id, name, admin: { person, name: '管理员' } });
  const code = await codeFor(server.core, server.systemSession(id), person);
  return code.ok ? code.value.code : null;
}
