import { VisuallyHidden } from '@mantine/core';
import { Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './call-row.module.css';
import { Icon } from './icon.tsx';
import type { Tone } from './palette.ts';

/** Somebody to telephone: pressed anywhere, the phone dials. */
export function CallRow({
  name,
  detail,
  phone,
  mark,
  tone = 'teal',
  spoken,
}: {
  readonly name: string;
  /** Who that is: 女儿, 站长. */
  readonly detail?: ReactNode;
  readonly phone: string;
  /** Before the name: the place in an order. */
  readonly mark?: string | undefined;
  readonly tone?: Extract<Tone, 'teal' | 'alarm'>;
  /** What pressing it does, heard before the name: 打电话给. */
  readonly spoken: string;
}) {
  return (
    <a className={css['row']} data-tone={tone} href={`tel:${phone}`}>
      <VisuallyHidden>{spoken} </VisuallyHidden>
      {mark !== undefined && <span className={css['mark']}>{mark}</span>}
      <span className={css['words']}>
        <span className={css['name']}>{name}</span>
        {detail !== undefined && <span className={css['detail']}>{detail}</span>}
      </span>
      <span className={css['phone']}>
        <Icon of={Phone} size={1.2} />
        {phone}
      </span>
    </a>
  );
}
