import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { screenOnDevice } from '../../tests/support/screen-on-device.tsx';
import { useBusyForm } from '../ui/busy-form.ts';
import { UpdateBar, type Update } from './update-bar.tsx';

function Form() {
  const [text, setText] = useState('');
  useBusyForm(text !== '');
  return <input aria-label="note" value={text} onChange={(event) => setText(event.target.value)} />;
}

async function drawn(waiting: boolean) {
  let accepted = 0;
  const update: Update = {
    waiting,
    accept: () => {
      accepted += 1;
    },
  };
  const device = await screenOnDevice(
    <>
      <UpdateBar update={update} />
      <Form />
    </>,
    { grants: [], now: 0 },
  );
  return { ...device, accepted: () => accepted, user: userEvent.setup() };
}

describe('a new version', () => {
  it('is not spoken of while there is none', async () => {
    await drawn(false);
    expect(screen.queryByText('有新版本')).toBeNull();
  });

  it('is offered quietly, taken when agreed to, or put off', async () => {
    const { accepted, user } = await drawn(true);
    await screen.findByText('有新版本');
    await user.click(screen.getByRole('button', { name: '现在更新' }));
    expect(accepted()).toBe(1);
    await user.click(screen.getByRole('button', { name: '稍后' }));
    expect(screen.queryByText('有新版本')).toBeNull();
  });

  it('waits while a form is half filled, and comes back when it is done', async () => {
    const { user } = await drawn(true);
    await user.type(screen.getByLabelText('note'), '摔了一跤');
    expect(screen.getByText('有新版本，写完再更新')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '现在更新' })).toBeNull();
    expect(screen.getByRole('button', { name: '稍后' })).toBeTruthy();
    await user.clear(screen.getByLabelText('note'));
    expect(screen.getByRole('button', { name: '现在更新' })).toBeTruthy();
  });

  it('cannot be put off when the server has called this one too old', async () => {
    const { sync } = await drawn(false);
    await act(() => sync.saveStatus({ phase: 'failed', syncedAt: 0, tooOld: true }));
    await screen.findByText('这个版本太旧了，请更新');
    expect(screen.queryByRole('button', { name: '稍后' })).toBeNull();
  });
});
