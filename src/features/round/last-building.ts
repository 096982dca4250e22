/** Under this key the device remembers the building in which its person went round last. */
export const lastBuildingKey = 'round.building';
