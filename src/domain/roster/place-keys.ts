import { compact } from './cell.ts';

const numerals = '零一二三四五六七八九';

/** The value of a number in Chinese or Arabic figures up to 99, such as 三, 十二, 二十, 07; or null. */
function numberOf(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  const parts = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!parts || text === '') return null;
  const [, tens, ten, ones] = parts;
  const digit = (sign: string | undefined): number => (sign ? numerals.indexOf(sign) : 0);
  if (!ten) return tens && ones ? null : digit(tens) + digit(ones);
  return (tens ? digit(tens) : 1) * 10 + digit(ones);
}

/** A short stable key for a name without a number: the same name gives the same key on every device. */
function keyOfText(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `x${hash.toString(36)}`;
}

const figure = '([零一二三四五六七八九十]{1,3}|\\d{1,3})';
const gridName = new RegExp(`^(?:第?${figure}号?网?格|网格第?${figure})$`);
const buildingName = new RegExp(
  `^第?${figure}(?:号?(?:楼|栋|幢|座)|号)(?:第?${figure}单元|-${figure})?$`,
);

/** The segment of a grid's path: `g03` for 第三网格, 3网格 and 网格三. */
export function gridKey(name: string): string {
  const found = gridName.exec(name);
  const number = numberOf(found?.[1] ?? found?.[2] ?? '');
  return number === null ? `g${keyOfText(name)}` : `g${String(number).padStart(2, '0')}`;
}

/** The segment of a building group's path: `b0302` for 3号楼2单元, `b03` for 3号楼. */
export function buildingKey(name: string): string {
  const found = buildingName.exec(name);
  const building = numberOf(found?.[1] ?? '');
  if (building === null) return `b${keyOfText(name)}`;
  const unitText = found?.[2] ?? found?.[3];
  const unit = unitText === undefined ? null : numberOf(unitText);
  if (unitText !== undefined && unit === null) return `b${keyOfText(name)}`;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `b${two(building)}${unit === null ? '' : two(unit)}`;
}

/** The segment of a household's path: `h0502` for door 502. */
export function householdKey(door: string): string {
  if (/^\d{1,24}$/.test(door)) return `h${door.padStart(4, '0')}`;
  const plain = door.toLowerCase();
  return /^[0-9a-z]{1,24}$/.test(plain) ? `h${plain}` : `h${keyOfText(plain)}`;
}

/** Whether a name says which building it is: 不详 and 待定 do not. */
export function namesBuilding(name: string): boolean {
  return /[\d零一二三四五六七八九十a-z]/i.test(name);
}

const wordsForUnknown = new Set(['不详', '不明', '未知', '待定', '其他', '暂无', '空']);

/** Whether a name says that nobody knows: such a place cannot be accepted either. */
export const meansUnknown = (name: string): boolean => wordsForUnknown.has(name);

/** The name of a grid or building as it is shown and compared: without spaces, in half-width signs. */
export const placeName = (text: string): string => compact(text).text;
