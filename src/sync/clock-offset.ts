/**
 * How far the server's clock is ahead of the device's, from one answered request: the server spoke somewhere
 * between sending and receiving. `known` stays as long as the answer does not contradict it, so that the
 * corrected time does not tremble with the network.
 */
export function clockOffset(
  known: number | null,
  sentAt: number,
  receivedAt: number,
  serverTime: number,
): number {
  const middle = (sentAt + receivedAt) / 2;
  const doubt = Math.abs(receivedAt - sentAt) / 2 + 50;
  const measured = Math.round(serverTime - middle);
  return known !== null && Math.abs(measured - known) <= doubt ? known : measured;
}
