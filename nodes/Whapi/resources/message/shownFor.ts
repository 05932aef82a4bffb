/** Shows a parameter of Message > Send for these message types only. */
export const shownFor = (...messageType: string[]) => ({ show: { messageType } });
