export interface Floor {
  readonly floor: number;
  readonly doors: readonly { readonly place: string; readonly name: string }[];
}

/** The floor of a door: 501 is floor 5, 1203 is floor 12; what is no number stands on floor 0. */
export function floorOf(door: string): number {
  const digits = /^(\d{1,3})\d{2}$/.exec(door);
  return digits ? Number(digits[1]) : 0;
}

const byNumber = new Intl.Collator('zh', { numeric: true });

/** Households as floors, the topmost first as one sees a building, doors by number within each. */
export function floorsOf(households: readonly { place: string; name: string }[]): Floor[] {
  const floors = new Map<number, { place: string; name: string }[]>();
  for (const { place, name } of households) {
    const floor = floorOf(name);
    const doors = floors.get(floor);
    if (doors) doors.push({ place, name });
    else floors.set(floor, [{ place, name }]);
  }
  return [...floors]
    .toSorted(([a], [b]) => b - a)
    .map(([floor, doors]) => ({
      floor,
      doors: doors.toSorted((a, b) => byNumber.compare(a.name, b.name)),
    }));
}

/** The door number in a household's path (`h0502` is 502), for those to whom the household's record is not sent. */
export function doorInPath(place: string): string | null {
  const segment = /\/h([0-9a-z]+)$/.exec(place)?.[1];
  return segment === undefined ? null : segment.replace(/^0+(?=.)/, '');
}

/** Surnames of two characters, so that a door reads 司马 and not 司. */
const doubleSurnames = new Set([
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '夏侯',
  '端木',
  '南宫',
  '独孤',
  '长孙',
]);

/** What to show of a name on a small tile: the surname of a Chinese name, the first part of another. */
export function surnameOf(name: string): string {
  const first = name.split(/[·\s]/)[0] ?? name;
  if (first !== name) return first;
  const characters = Array.from(name);
  const two = characters.slice(0, 2).join('');
  if (doubleSurnames.has(two)) return two;
  return /\p{Script=Han}/u.test(characters[0] ?? '') ? (characters[0] ?? '') : name;
}
