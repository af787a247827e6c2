-- AlterTable
ALTER TABLE "User" ADD COLUMN "preferredModelId" TEXT;
