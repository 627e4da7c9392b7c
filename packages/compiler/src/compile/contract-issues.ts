import { zCreateConnectionRequest, zCreateJobRequest, zTableRequest } from "@starfix/schema/zod";
