export type DeviceKind = 'phoneAndroid' | 'phoneIphone' | 'tablet' | 'computer';

/** What kind of device this is, so that it has a name people recognise in 我的 and at the centre. */
export function deviceKind(userAgent: string): DeviceKind {
  if (/ipad|tablet/i.test(userAgent)) return 'tablet';
  if (/iphone|ipod/i.test(userAgent)) return 'phoneIphone';
  if (/android/i.test(userAgent)) return /mobile/i.test(userAgent) ? 'phoneAndroid' : 'tablet';
  return 'computer';
}
