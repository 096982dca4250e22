import css from './dots.module.css';

/**
 * Short facts in a line, 86 岁 · 独居 · 每天一次; a line breaks between facts, and no dot is left at its end. A place
 * is as many facts as it has parts.
 */
export function Dots({ of: facts }: { readonly of: readonly (string | null | undefined)[] }) {
  const said = facts.flatMap((fact) => (fact ? fact.split(' · ') : []));
  return (
    <span className={css['facts']}>
      <span className={css['row']}>
        {said.map((fact, index) => (
          // Two facts may read the same; they never change places.
          <span key={`${index}${fact}`} className={css['fact']}>
            {index > 0 && <span className={css['dot']}> · </span>}
            {fact}
          </span>
        ))}
      </span>
    </span>
  );
}
