-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "scope" JSONB;
