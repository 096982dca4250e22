import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ChoiceRow } from './choice-row.tsx';
import { renderScreen } from './render-screen.tsx';

const choices = [
  { value: 'well', label: '挺好' },
  { value: 'soso', label: '一般' },
  { value: 'ill', label: '不舒服' },
] as const;

function Question({ clearable = false }: { clearable?: boolean }) {
  const [value, setValue] = useState<'well' | 'soso' | 'ill' | null>(null);
  return (
    <>
      <ChoiceRow
        label="身体怎么样？"
        value={value}
        choices={choices}
        onChange={setValue}
        {...(clearable ? { onClear: () => setValue(null) } : {})}
      />
      <output data-testid="value">{value ?? 'none'}</output>
    </>
  );
}

const value = () => screen.getByTestId('value').textContent;

afterEach(cleanup);

describe('ChoiceRow', () => {
  it('is a group with the question as its name, one choice of which is reached by the keyboard', async () => {
    await renderScreen(<Question />);
    const user = userEvent.setup();
    expect(screen.getByRole('group', { name: '身体怎么样？' })).toBeTruthy();
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: '挺好' }));
    await user.keyboard(' ');
    expect(value()).toBe('well');
    await user.keyboard('{ArrowRight}');
    expect(value()).toBe('soso');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(value()).toBe('well');
  });

  it('keeps the choice when it is pressed again, unless it may be taken back', async () => {
    const user = userEvent.setup();
    const { unmount } = await renderScreen(<Question />);
    await user.click(screen.getByText('一般'));
    await user.click(screen.getByText('一般'));
    expect(value()).toBe('soso');
    unmount();
    await renderScreen(<Question clearable />);
    await user.click(screen.getByText('一般'));
    expect(value()).toBe('soso');
    await user.click(screen.getByText('一般'));
    expect(value()).toBe('none');
  });
});
