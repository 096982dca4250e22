export const a = () => setTimeout(() => 1, 2);
