-- AlterTable
ALTER TABLE "Assistant" ADD COLUMN "promptType" TEXT;

-- AlterTable
ALTER TABLE "KnowledgeBase" ADD COLUMN "avatar" TEXT;
ALTER TABLE "KnowledgeBase" ADD COLUMN "language" TEXT;

-- AlterTable
ALTER TABLE "Document" ADD COLUMN "thumbnail" TEXT;
