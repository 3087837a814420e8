export { openAsking } from './open.ts';
export { thisComputer, type Computer } from './power.ts';
export type { AskingRoom } from './room.ts';
