/** A file in plain base64, without the head of a data address. */
export function base64Of(file: Blob): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => {
			const text = typeof reader.result === 'string' ? reader.result : '';
			resolve(text.slice(text.indexOf(',') + 1));
		};
		reader.onerror = () => {
			reject(new Error(reader.error?.message ?? 'The file cannot be read.'));
		};
		reader.readAsDataURL(file);
	});
}
