export { EngineBanner } from './engine-banner.tsx';
export { StatusBar } from './status-bar.tsx';
