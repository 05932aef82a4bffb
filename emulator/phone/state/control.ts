import { ControlClient } from '../../control/client';

/** The emulator that serves this page. */
export const control = new ControlClient(location.origin);
