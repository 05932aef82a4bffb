import { plainType } from '../text/files';

/** A running recording. */
export interface Recording {
	/** Ends it; gives the sound and its length in seconds. */
	stop(): Promise<{ sound: Blob; seconds: number }>;
	/** Ends it and throws it away. */
	cancel(): void;
}

/** WhatsApp's own voice messages are OGG; not every browser records it. */
const types = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];

const refusals: Record<string, string> = {
	NotAllowedError:
		'The browser does not let this page use the microphone. Allow it beside the address, then try again.',
	NotFoundError: 'No microphone was found. Connect one, or attach a sound file instead.',
	NotReadableError: 'The microphone is used by another program. Close that program and try again.',
};

/**
 * Begins to record.
 * @throws with a text that says what to do when there is no microphone or it may not be used
 */
export async function startRecording(): Promise<Recording> {
	// Browsers give the microphone to pages of this machine and of https addresses only.
	if (!('mediaDevices' in navigator) || typeof MediaRecorder === 'undefined') {
		throw new Error(
			'This browser cannot record here. Open the page as http://127.0.0.1, or attach a file.',
		);
	}
	let stream: MediaStream;
	try {
		stream = await navigator.mediaDevices.getUserMedia({ audio: true });
	} catch (error) {
		const name = error instanceof DOMException ? error.name : '';
		throw new Error(refusals[name] ?? `The microphone cannot be used: ${String(error)}`);
	}
	const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
	const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
	const parts: Blob[] = [];
	recorder.ondataavailable = ({ data }) => parts.push(data);
	const ended = new Promise<void>((resolve) => {
		recorder.onstop = () => {
			resolve();
		};
	});
	const started = performance.now();
	recorder.start();
	const end = () => {
		recorder.stop();
		for (const track of stream.getTracks()) track.stop();
	};
	return {
		stop: async () => {
			const seconds = (performance.now() - started) / 1000;
			end();
			await ended;
			return { sound: new Blob(parts, { type: plainType(recorder.mimeType) }), seconds };
		},
		cancel: end,
	};
}
