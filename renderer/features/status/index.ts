export { EngineBanner } from './engine-banner.tsx';
export { EngineFault } from './engine-fault.tsx';
export { StatusBar } from './status-bar.tsx';
