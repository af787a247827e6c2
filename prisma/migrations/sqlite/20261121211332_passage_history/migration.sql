-- AlterTable
ALTER TABLE "Chunk" ADD COLUMN "earlier" JSONB;
