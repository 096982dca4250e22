import { afterEach, expect, it, vi } from 'vitest';
import { otherTabs, type OtherTabs } from './other-tabs.ts';

const open: OtherTabs<string>[] = [];
let made = 0;

function tabs(count: number): { readonly tab: OtherTabs<string>; readonly heard: string[] }[] {
  made += 1;
  return Array.from({ length: count }, () => {
    const tab = otherTabs<string>(`tabs-${made}`);
    const heard: string[] = [];
    tab.heard.subscribe((said) => heard.push(said));
    open.push(tab);
    return { tab, heard };
  });
}

afterEach(() => {
  for (const tab of open.splice(0)) tab.close();
});

it('tells every other tab everything, in order, and not itself', async () => {
  const [here, there, elsewhere] = tabs(3);
  for (const said of ['a', 'b', 'c']) here?.tab.tell(said);
  await vi.waitFor(() => expect(there?.heard).toEqual(['a', 'b', 'c']));
  here?.tab.tell('d');
  await vi.waitFor(() => expect(elsewhere?.heard).toEqual(['a', 'b', 'c', 'd']));
  expect(here?.heard).toEqual([]);
});

it('has told everything when it is closed', async () => {
  const [here, there] = tabs(2);
  here?.tab.tell('last');
  here?.tab.close();
  await vi.waitFor(() => expect(there?.heard).toEqual(['last']));
});
