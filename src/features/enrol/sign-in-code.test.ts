import { describe, expect, it } from 'vitest';
import { codeIn, codeOfQr, faultOf, spacedCode } from './sign-in-code.ts';

describe('a sign-in code', () => {
  it.each([
    ['abcd-2345', 'ABCD2345'],
    [' ab cd 23 45 ', 'ABCD2345'],
    ['ＡＢＣＤ２３４５', 'ABCD2345'],
    ['https://linli.example/enrol#ABCD-2345', 'ABCD2345'],
    ['abcd2345extra', 'ABCD2345'],
    ['登录码', ''],
  ])('typed as %j is %j', (typed, code) => {
    expect(codeIn(typed)).toBe(code);
  });

  it('is shown in two groups, and stays the same when what is shown is read again', () => {
    expect(spacedCode('ABCD')).toBe('ABCD');
    expect(spacedCode('ABCD2')).toBe('ABCD 2');
    expect(codeIn(spacedCode('ABCD2345'))).toBe('ABCD2345');
  });

  it('is too short, or holds what no code holds', () => {
    expect(faultOf('ABCD')).toBe('codeShort');
    expect(faultOf('ABCD234O')).toBe('codeForeign');
    expect(faultOf('ABCD2345')).toBeNull();
  });
});

describe('a QR code', () => {
  it('is a sign-in link or a bare code, and nothing else', () => {
    expect(codeOfQr('https://linli.example/enrol#ABCD2345')).toBe('ABCD2345');
    expect(codeOfQr('ABCD-2345')).toBe('ABCD2345');
    expect(codeOfQr('https://elsewhere.example/pay?x=ABCD2345')).toBeNull();
    expect(codeOfQr('WIFI:S:home;T:WPA;P:ABCD2345;;')).toBeNull();
  });
});
