/** The styles of all Mantine components, for whatever is fetched after the window has opened. */
import '@mantine/core/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
