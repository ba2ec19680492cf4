import { Field, ID, ObjectType } from '@nestjs/graphql';

/** An order, without the fields that only some callers may see. */
@ObjectType()
export class Order {
  @Field(() => ID)
  id!: string;

  /** The `sub` of the caller who placed it. */
  @Field()
  customer!: string;

  @Field()
  item!: string;
}
