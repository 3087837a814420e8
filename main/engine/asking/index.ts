export { openAsking } from './open.ts';
export type { Computer } from './power.ts';
export type { AskingRoom } from './room.ts';
