-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN "parameters" JSONB;
