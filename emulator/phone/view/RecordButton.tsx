import { useEffect, useRef, useState } from 'preact/hooks';

import { notice, reasonOf } from '../state/notice';
import { startRecording, type Recording } from '../state/recorder';
import { lengthOf } from '../text/times';
import { IconButton } from './IconButton';

/** Records a voice message: the first press begins, the second one sends. */
export function RecordButton({
	onRecorded,
}: {
	onRecorded: (sound: Blob, seconds: number) => void;
}) {
	const [startedAt, setStartedAt] = useState<number | null>(null);
	const [, setTick] = useState(0);
	const recording = useRef<Recording | null>(null);

	useEffect(() => () => recording.current?.cancel(), []);
	useEffect(() => {
		if (startedAt === null) return undefined;
		const timer = setInterval(() => {
			setTick((tick) => tick + 1);
		}, 500);
		return () => {
			clearInterval(timer);
		};
	}, [startedAt]);

	const begin = async () => {
		try {
			recording.current = await startRecording();
			notice.value = null;
			setStartedAt(Date.now());
		} catch (error) {
			notice.value = reasonOf(error);
		}
	};
	const finish = async (isSent: boolean) => {
		const current = recording.current;
		recording.current = null;
		setStartedAt(null);
		if (!isSent) current?.cancel();
		const done = isSent ? await current?.stop() : undefined;
		if (done) onRecorded(done.sound, done.seconds);
	};

	if (startedAt === null) {
		return <IconButton icon="mic" label="Record a voice message" onPress={() => void begin()} />;
	}
	return (
		<div class="recording" role="group" aria-label="Recording">
			<IconButton
				icon="trash"
				label="Throw the recording away"
				onPress={() => void finish(false)}
			/>
			<span class="record-time">{lengthOf((Date.now() - startedAt) / 1000)}</span>
			<IconButton icon="send" label="Send the recording" onPress={() => void finish(true)} />
		</div>
	);
}
