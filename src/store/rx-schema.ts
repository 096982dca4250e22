import type { RxJsonSchema } from 'rxdb';
import { z } from 'zod';
import type { RecordTypeDeclaration } from '../domain/record-type.ts';

type TopLevelType = 'string' | 'number' | 'boolean' | 'array' | 'object';
type Property = {
  type?: TopLevelType;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
};

const wholeNumber = { type: 'number', minimum: 0, maximum: 1e15, multipleOf: 1 } as const;

const baseProperties: Readonly<Record<string, Property>> = {
  id: { type: 'string', maxLength: 40 },
  kind: { type: 'string' },
  place: { type: 'string', maxLength: 80 },
  involves: { type: 'array' },
  createdAt: { type: 'number' },
  createdBy: { type: 'string' },
  version: { type: 'number' },
  receivedAt: { type: 'number' },
  unsent: { type: 'object' },
  unsentSince: wholeNumber,
  draft: { type: 'number' },
};

function topLevelType(schema: z.ZodType): TopLevelType | null {
  if (schema instanceof z.ZodOptional) return topLevelType(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return 'array';
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return 'object';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodEnum || schema.def.type === 'string') return 'string';
  return null;
}

function indexed(name: string, type: TopLevelType | null): Property {
  if (type === 'number') return wholeNumber;
  if (type === 'string') return { type, maxLength: 80 };
  throw new Error(`${name} cannot be indexed: only whole numbers and texts can`);
}

/**
 * The RxDB schema of a declaration. Only top-level types are told, so that a change of validation needs
 * no migration on phones; a field that comes or goes needs a new `shape`.
 */
export function rxSchemaOf(type: RecordTypeDeclaration): RxJsonSchema<Record<string, unknown>> {
  const properties: Record<string, Property> = { ...baseProperties };
  const indexes = ['place', 'unsentSince', ...(type.indexes ?? [])];
  for (const [name, field] of Object.entries(type.fields)) {
    const valueType = topLevelType(field.schema);
    if (indexes.includes(name)) properties[name] = indexed(name, valueType);
    else properties[name] = valueType ? { type: valueType } : {};
  }
  for (const name of indexes) {
    if (!properties[name]) throw new Error(`${name} cannot be indexed: there is no such field`);
  }
  return {
    title: type.collection,
    version: type.shape,
    type: 'object',
    primaryKey: 'id',
    keyCompression: false,
    properties,
    required: ['id', ...indexes],
    indexes,
  };
}
