import { z } from 'zod/v4';
import type { RestSession } from './session';

const projectSchema = z.object({ id: z.string() });
const tableSchema = z.object({ id: z.string(), name: z.string() });
const tablesSchema = z.object({ data: z.array(tableSchema) });
const rowsSchema = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/** A column of a data table. */
export interface TableColumn {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

/** n8n's data tables in the signed-in user's own project, over the calls that the editor makes. */
export class DataTables {
	constructor(private readonly rest: RestSession) {}

	private async call<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown) {
		const { id } = await this.rest.call(projectSchema, 'GET', '/projects/personal');
		return await this.rest.call(schema, method, `/projects/${id}/data-tables${path}`, body);
	}

	/** The id of the table with this very name. */
	private async idOf(name: string): Promise<string | undefined> {
		const { data } = await this.call(tablesSchema, 'GET', '');
		return data.find((table) => table.name === name)?.id;
	}

	private async existing(name: string): Promise<string> {
		const id = await this.idOf(name);
		if (id === undefined) throw new Error(`n8n has no data table "${name}".`);
		return id;
	}

	/** Makes an empty table and gives its id. */
	async create(name: string, columns: TableColumn[]): Promise<string> {
		return (await this.call(tableSchema, 'POST', '', { name, columns })).id;
	}

	/** Adds rows; a column that is left out is empty. */
	async insert(name: string, data: Array<Record<string, unknown>>): Promise<void> {
		const body = { data, returnType: 'count' };
		await this.call(z.unknown(), 'POST', `/${await this.existing(name)}/insert`, body);
	}

	/** The rows in the order in which they were added. */
	async rows(name: string): Promise<Array<Record<string, unknown>>> {
		const path = `/${await this.existing(name)}/rows?sortBy=id:asc`;
		return (await this.call(rowsSchema, 'GET', path)).data;
	}

	/** Deletes a table with its rows, if there is one of this name. */
	async delete(name: string): Promise<void> {
		const id = await this.idOf(name);
		if (id !== undefined) await this.call(z.unknown(), 'DELETE', `/${id}`);
	}
}
