export { FolderPicker } from './folder-picker.tsx';
export { createPicker, pickerStore } from './picker-slice.ts';
