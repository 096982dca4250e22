import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { renderScreen } from '../../ui/render-screen.tsx';
import { setLanguage, setTextSize } from '../../ui/preferences.ts';
import { EnrolScreen, type EnrolAttempt, type EnrolScreenProps } from './enrol-screen.tsx';

const noDemo = () => Promise.resolve(null);
const refused = (code: string): EnrolAttempt => ({ ok: false, problem: { code } });

function drawn(props: Partial<EnrolScreenProps>, address = '/enrol') {
  const enrol = () => Promise.resolve<EnrolAttempt>({ ok: true });
  return renderScreen(<EnrolScreen enrol={enrol} demo={noDemo} {...props} />, {
    route: '/enrol',
    address,
  });
}

const field = () => screen.getByLabelText<HTMLInputElement>('登录码');

afterEach(() => {
  cleanup();
  setTextSize('normal');
  setLanguage('zh-CN');
});

describe('enrolling', () => {
  it('takes a code however it was typed', async () => {
    const tried: string[] = [];
    const enrol = (code: string) => {
      tried.push(code);
      return Promise.resolve<EnrolAttempt>({ ok: true });
    };
    await drawn({ enrol });
    const user = userEvent.setup();
    await user.type(field(), 'abcd-23４5');
    expect(field().value).toBe('ABCD 2345');
    await user.keyboard('{Enter}');
    expect(tried).toEqual(['ABCD2345']);
  });

  it('says so when the phone cannot open its store, and can be tried again', async () => {
    let tries = 0;
    const enrol = () => {
      tries += 1;
      const full = Object.assign(new Error('full'), { code: 'storageFull' });
      return tries === 1 ? Promise.reject(full) : Promise.resolve<EnrolAttempt>({ ok: true });
    };
    await drawn({ enrol });
    const user = userEvent.setup();
    await user.type(field(), 'abcd2345{Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/空间|存/);
    await user.click(screen.getByRole('button', { name: '登录' }));
    expect(tries).toBe(2);
  });

  it('takes the code of a link', async () => {
    await drawn({}, '/enrol#wxyz-6789');
    expect(field().value).toBe('WXYZ 6789');
  });

  it('says beside the field what is wrong, asks nobody, and keeps what was typed', async () => {
    let asked = 0;
    const enrol = () => {
      asked += 1;
      return Promise.resolve<EnrolAttempt>({ ok: true });
    };
    await drawn({ enrol });
    const user = userEvent.setup();
    await user.type(field(), 'abc{Enter}');
    expect(screen.getByRole('alert').textContent).toContain('现在是 3 位');
    expect(asked).toBe(0);
    expect(field().value).toBe('ABC');
    expect(field().getAttribute('aria-invalid')).toBe('true');
  });

  it.each([
    ['codeUsed', '已经用过'],
    ['unreachable', '连不上服务器'],
    ['notOurs', '要先登录才能上网'],
    ['somethingNew', '服务器出了错'],
  ])('answers %s in words and keeps the code', async (code, words) => {
    await drawn({ enrol: () => Promise.resolve(refused(code)) });
    const user = userEvent.setup();
    await user.type(field(), 'abcd2345{Enter}');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(words));
    expect(field().value).toBe('ABCD 2345');
  });

  it('says whose unsent work this device holds when somebody else tries', async () => {
    await drawn({ enrol: () => Promise.resolve(refused('notAllowed')), holder: '李芳' });
    const user = userEvent.setup();
    await user.type(field(), 'abcd2345{Enter}');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('李芳的内容'));
  });

  it('offers the demo people with what they do, and signs in as the one chosen', async () => {
    const tried: string[] = [];
    const enrol = (code: string) => {
      tried.push(code);
      return Promise.resolve<EnrolAttempt>({ ok: true });
    };
    const person = {
      role: 'liaison',
      name: '李芳',
      title: '3号楼2单元 联络员，入户走访',
      code: 'DEMO2345',
    } as const;
    await drawn({ enrol, demo: () => Promise.resolve([person]) });
    const user = userEvent.setup();
    const row = await screen.findByRole('button', { name: /李芳.*3号楼2单元.*入户走访/ });
    await user.click(row);
    expect(tried).toEqual(['DEMO2345']);
  });

  it('offers large type and English before anything else', async () => {
    await drawn({});
    const user = userEvent.setup();
    await user.click(screen.getByRole('switch', { name: /长辈版/ }));
    expect(document.documentElement.dataset['text']).toBe('elder');
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});
