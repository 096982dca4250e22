import css from './dots.module.css';

/** Short facts in a line, 86 岁 · 独居 · 每天一次; a line breaks between facts, not within one. */
export function Dots({ of: facts }: { readonly of: readonly (string | null | undefined)[] }) {
  const said = facts.filter((fact) => fact !== null && fact !== undefined && fact !== '');
  return said.map((fact, index) => (
    <span key={fact} className={css['fact']}>
      {fact}
      {index < said.length - 1 && <span className={css['dot']}> · </span>}
    </span>
  ));
}
